using Authentik.Book;

namespace Authentik.Jobs.Tests.Findings;

/// <summary>How a rule is broken on a sandbox, and mended again.</summary>
/// <param name="Rule">The rule's id.</param>
/// <param name="Name">The name of the object that it finds then.</param>
/// <param name="Breaks">Breaks the rule, and returns what mends it.</param>
internal sealed record RuleCase(string Rule, string Name, Func<FindingServer, Task<Func<Task>>> Breaks)
{
    /// <summary>The versions in which it can be broken.</summary>
    public VersionRange Versions { get; init; } = VersionRange.All;

    /// <summary>What is changed on a new sandbox first, where that breaks the rule by itself; null for nothing.</summary>
    public Func<FindingServer, Task>? Prepares { get; init; }
}
