using Authentik.Tests.Support;

namespace Authentik.Sandboxing.Tests.Beside;

/// <summary>A difference between the sandbox and real servers that stays.</summary>
/// <param name="Path">The path of the operation.</param>
/// <param name="Where">The place in the response, or <c>status</c>.</param>
/// <param name="Reason">Why it stays.</param>
internal sealed record Deviation(string Path, string Where, string Reason)
{
    public bool Covers(Read read, Difference difference) => Path == read.Path && Where == difference.Where;

    /// <summary>The line of the README that names it.</summary>
    public override string ToString() => $"- `GET {Path}`, {Where}: {Reason}";
}

/// <summary>All differences that stay. The README of the sandbox lists the same.</summary>
internal static class Deviations
{
    private const string Heading = "## Beside a real server";

    private const string Tenants = "a real server has tenants only when its configuration enables them, the sandbox always.";

    public static IReadOnlyList<Deviation> All { get; } =
    [
        new("/schema/", Comparison.Status, "the sandbox has no OpenAPI document."),
        new("/tenants/domains/", Comparison.Status, Tenants),
        new("/tenants/tenants/", Comparison.Status, Tenants),
    ];

    /// <summary>The lines of the README.</summary>
    public static IEnumerable<string> ReadReadme() =>
        File.ReadLines(Path.Combine(Repository.Root, "src", "Authentik.Sandbox", "README.md"))
            .SkipWhile(line => line != Heading)
            .Skip(1)
            .TakeWhile(line => !line.StartsWith('#'))
            .Where(line => line.StartsWith('-'));
}
