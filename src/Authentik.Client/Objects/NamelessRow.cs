namespace Authentik;

/// <summary>
/// Stands for the name in a row that has none, until the command refuses it. A parameter that refused the row would leave all of
/// its cells in PowerShell's error record, secrets too.
/// </summary>
/// <param name="Reason">What is wrong with the row, and what it needs.</param>
internal sealed record NamelessRow(string Reason);
