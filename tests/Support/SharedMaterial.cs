namespace Authentik.Tests.Support;

/// <summary>
/// Material that lies outside the repository: recorded exchanges, authentik's documents. Where it is absent, tests say so and are
/// skipped.
/// </summary>
internal static class SharedMaterial
{
    private const string Variable = "AUTHENTIK_SHARED";

    /// <summary>The folder of that name in the shared material; null when it is not here.</summary>
    public static string? Folder(string name)
    {
        var shared = Environment.GetEnvironmentVariable(Variable) ?? BesideTheRepository();
        var folder = shared is null ? null : Path.Combine(shared, name);
        return Directory.Exists(folder) ? folder : null;
    }

    /// <summary>Why a test is skipped where the folder is not here.</summary>
    public static string Absent(string name) => $"The folder '{name}' is not here: set {Variable} to the folder that holds it.";

    private static string? BesideTheRepository() =>
        Repository.Find()?.Parent is { } beside ? Path.Combine(beside.FullName, "shared") : null;
}
