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
    string Pester);

/// <summary>One test, block or file that failed.</summary>
public sealed record PesterFailure(string Name, string Error);
