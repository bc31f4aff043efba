using Authentik.Jobs.Findings;

namespace Authentik;

/// <summary>What <c>Get-AuthentikFinding</c> looks for.</summary>
public sealed class FindingRule
{
    internal FindingRule(string id, FindingSeverity severity, string title, Func<FindingData, Task<IEnumerable<Flaw>>> find) =>
        (Id, Severity, Title, FindAsync) = (id, severity, title, find);

    /// <summary>The id, which stays the same in all versions of the module.</summary>
    public string Id { get; }

    /// <summary>How much its findings matter.</summary>
    public FindingSeverity Severity { get; }

    /// <summary>What it finds, in a few words.</summary>
    public string Title { get; }

    /// <summary>Finds the objects that break it. It reads only the lists that it needs.</summary>
    internal Func<FindingData, Task<IEnumerable<Flaw>>> FindAsync { get; }

    /// <summary>The id.</summary>
    public override string ToString() => Id;
}
