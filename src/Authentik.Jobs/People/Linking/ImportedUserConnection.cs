namespace Authentik;

/// <summary>What became of one row of an import of connections between users and a source.</summary>
public sealed class ImportedUserConnection : JobResult
{
    /// <summary>The number of the row in the input, from 1 on.</summary>
    public required int Row { get; init; }

    /// <summary>The username; of an unknown user, what the row has.</summary>
    public required string Username { get; init; }

    /// <summary>The name of the source; what the row has if it wasn't found.</summary>
    public required string Source { get; init; }

    /// <summary>The kind of the object, so that a row of a file doesn't stand for the user that it names.</summary>
    public string ObjectKind { get; } = Resources.UserConnection.Title;

    /// <summary>The identifier of the account at the source.</summary>
    public required string? Identifier { get; init; }

    /// <summary>The identifier that the user had before; null for none.</summary>
    public string? PreviousIdentifier { get; internal set; }

    /// <summary>The row with the columns that the import read. With -Map, it has the names of the import.</summary>
    public object? Input { get; init; }

    /// <summary>The connection; null if there is none.</summary>
    internal AuthentikObject? Connection { get; set; }

    /// <inheritdoc/>
    internal override AuthentikObject? Represented => Connection;

    /// <inheritdoc/>
    public override string ToString() => Username;
}
