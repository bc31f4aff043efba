using Authentik.Book;

namespace Authentik;

/// <summary>An operation of authentik's API, and a command that calls it.</summary>
public sealed class CommandMatch
{
    internal CommandMatch(ApiOperation? operation, string command, string? synopsis)
    {
        (OperationId, Method, Path) = (operation?.OperationId, operation?.Method, operation?.Path);
        (Command, Synopsis) = (command, synopsis);
        (Since, Until) = (operation?.Versions.Since, operation?.Versions.Until);
    }

    /// <summary>The command.</summary>
    public string Command { get; }

    /// <summary>What the command does, in a sentence.</summary>
    public string? Synopsis { get; }

    /// <summary>The HTTP method; null for a command that stands for no operation.</summary>
    public string? Method { get; }

    /// <summary>
    /// The path below the API's root, with names in braces in the place of ids; null for a command that stands for no operation.
    /// </summary>
    public string? Path { get; }

    /// <summary>The operation's id in authentik's API documentation; null for a command that stands for no operation.</summary>
    public string? OperationId { get; }

    /// <summary>The first version or series that has it; null for an operation without a beginning.</summary>
    public string? Since { get; }

    /// <summary>The last version or series that has it; null if the newest one has it.</summary>
    public string? Until { get; }

    /// <inheritdoc/>
    public override string ToString() => Command;
}
