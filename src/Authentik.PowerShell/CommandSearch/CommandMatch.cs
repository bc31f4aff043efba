using Authentik.Book;

namespace Authentik;

/// <summary>An operation of authentik's API, and the command that does it.</summary>
public sealed class CommandMatch
{
    internal CommandMatch(ApiOperation operation, string command)
    {
        (OperationId, Method, Path, Command) = (operation.OperationId, operation.Method, operation.Path, command);
        (Since, Until) = (operation.Versions.Since, operation.Versions.Until);
    }

    /// <summary>The command.</summary>
    public string Command { get; }

    /// <summary>The HTTP method.</summary>
    public string Method { get; }

    /// <summary>The path below the API's root, with names in braces where ids stand.</summary>
    public string Path { get; }

    /// <summary>The operation's name in authentik's own documents.</summary>
    public string OperationId { get; }

    /// <summary>The first version or series that has it; null where it was always there.</summary>
    public string? Since { get; }

    /// <summary>The last version or series that has it; null where the newest one does.</summary>
    public string? Until { get; }

    /// <inheritdoc/>
    public override string ToString() => Command;
}
