using System.Globalization;

namespace Authentik.PowerShell.Tests;

/// <summary>Keeps the figures of each Pester file, for the summary that is printed when all tests have run.</summary>
internal static class Figures
{
    private static readonly object Gate = new();

    /// <summary>Notes the figures of one file.</summary>
    public static void Add(string file, PesterResult result)
    {
        var folder = Path.Combine(Repository.Root, "out", "tests");
        Directory.CreateDirectory(folder);
        var name = file.Replace(Path.DirectorySeparatorChar, '-');
        var line = string.Create(CultureInfo.InvariantCulture, $"{file}: {result.Passed} passed, {result.Failed} failed, {result.Skipped} skipped in {result.Seconds} s");
        lock (Gate)
        {
            File.WriteAllText(Path.Combine(folder, "powershell.version"), $"PowerShell {result.PowerShell}, Pester {result.Pester}\n");
            File.WriteAllLines(Path.Combine(folder, $"{name}.txt"), [line, .. result.Notes.Select(note => $"  {note}"), .. result.Skips.Select(skip => $"  skipped: {skip}")]);
        }
    }
}
