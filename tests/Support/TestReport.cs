namespace Authentik.Tests.Support;

/// <summary>What a suite found, kept in a file of its own for the summary that is printed when all tests have run.</summary>
internal static class TestReport
{
    /// <summary>Writes the lines of a suite; there is nothing to write to where the tests run outside the repository.</summary>
    public static void Write(string suite, IEnumerable<string> lines)
    {
        if (RepositoryRoot.Find() is not { } root)
        {
            return;
        }

        var folder = Path.Combine(root.FullName, "out", "tests");
        Directory.CreateDirectory(folder);
        File.WriteAllLines(Path.Combine(folder, $"{suite}.txt"), lines);
    }
}
