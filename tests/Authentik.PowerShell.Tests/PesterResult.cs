using System.Globalization;

namespace Authentik.PowerShell.Tests;

/// <summary>What came out of one Pester file.</summary>
public sealed record PesterResult(
    int Passed,
    int Failed,
    int Skipped,
    double Seconds,
    IReadOnlyList<PesterFailure> Failures,
    IReadOnlyList<PesterFailure> Broken,
    IReadOnlyList<string> Skips,
    IReadOnlyList<string> Notes,
    string PowerShell,
    string Pester)
{
    /// <summary>The lines of the report about the file: its figures, then what its tests noted and why some were skipped.</summary>
    public IEnumerable<string> Summarize(string file) =>
    [
        string.Create(
            CultureInfo.InvariantCulture,
            $"{file}: {Passed} passed, {Failed + Broken.Count} failed, {Skipped} skipped in {Seconds} s"),
        .. Notes.Select(note => $"  {note}"),
        .. Skips.Select(skip => $"  skipped: {skip}"),
    ];
}

/// <summary>One test, block or file that failed.</summary>
public sealed record PesterFailure(string Name, string Error);
