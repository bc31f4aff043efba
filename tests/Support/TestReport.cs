namespace Authentik.Tests.Support;

/// <summary>What a suite found, kept in a file of its own for the summary that is printed when all tests have run.</summary>
internal static class TestReport
{
    private static readonly object Gate = new();

    /// <summary>Writes the lines of a suite; there is nothing to write to where the tests run outside the repository.</summary>
    public static void Write(string suite, IEnumerable<string> lines) => WriteFile($"{suite}.txt", lines);

    /// <summary>Writes the version of what the tests ran in.</summary>
    public static void WriteVersion(string program, string version) => WriteFile($"{program}.version", [version]);

    private static void WriteFile(string name, IEnumerable<string> lines)
    {
        if (Repository.Find() is not { } root)
        {
            return;
        }

        var folder = Path.Combine(root.FullName, "out", "tests");
        Directory.CreateDirectory(folder);
        lock (Gate)
        {
            File.WriteAllLines(Path.Combine(folder, name), lines);
        }
    }
}
