namespace Authentik.Hosting.Tests.Finding;

/// <summary>A PowerShell, and all that Find-AuthentikCommand finds.</summary>
public sealed class Operations : IDisposable
{
    public Operations() => All = Find("*");

    public PowerShellSession Shell { get; } = new();

    public IReadOnlyList<Operation> All { get; }

    /// <summary>What Find-AuthentikCommand finds for arguments, as they are typed.</summary>
    public IReadOnlyList<Operation> Find(string arguments) => Run($"Find-AuthentikCommand {arguments}");

    /// <summary>What Find-AuthentikCommand finds for one query.</summary>
    public IReadOnlyList<Operation> FindQuery(string query) => Run("Find-AuthentikCommand $query", new { query });

    public IReadOnlyList<Operation> Run(string script, object? variables = null) =>
        [.. Shell.Invoke(script, variables).Select(Operation.From)];

    /// <summary>The ids of the operations that are found.</summary>
    public IReadOnlyList<string> Ids(string arguments) => [.. Find(arguments).Select(operation => operation.Id)];

    public void Dispose() => Shell.Dispose();
}
