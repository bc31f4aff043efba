namespace Authentik.Jobs;

/// <summary>A row of an import of connections.</summary>
/// <param name="Number">Its number in the input, from 1 on.</param>
internal sealed record UserConnectionRow(int Number)
{
    /// <summary>What identifies the user: the username or the e-mail address.</summary>
    public string? User { get; init; }

    /// <summary>The identifier of the account at the source.</summary>
    public string? Identifier { get; init; }

    /// <summary>The source.</summary>
    public Identity? Source { get; init; }

    /// <summary>The row as it came.</summary>
    public object? Input { get; init; }

    /// <summary>Why the row can't be used; null if it can.</summary>
    public InputException? Problem { get; init; }
}
