using Authentik.Tests.Support;

namespace Authentik.Hosting.Tests;

/// <summary>Where things are.</summary>
internal static class ModuleUnderTest
{
    /// <summary>The top of the repository.</summary>
    public static string Repository { get; } =
        RepositoryRoot.Find()?.FullName ?? throw new DirectoryNotFoundException("These tests run inside the repository.");

    /// <summary>The module as it was laid out by the build.</summary>
    public static string Folder => Path.Combine(Repository, "out", "Authentik");

    public static string Manifest => Path.Combine(Folder, "Authentik.psd1");
}
