namespace Authentik.Hosting.Tests.Views;

/// <summary>A table as a window shows it.</summary>
internal sealed class Table
{
    private Table(IReadOnlyList<string> lines) => Lines = [.. lines.Where(line => line.Length > 0)];

    /// <summary>The lines that are not empty: the header, the rule below it, the rows.</summary>
    public IReadOnlyList<string> Lines { get; }

    public IReadOnlyList<string> Columns => Lines[0].Split(' ', StringSplitOptions.RemoveEmptyEntries);

    public IReadOnlyList<string> Rows => [.. Lines.Skip(2)];

    public static Table Render(PowerShellSession shell, string script, int width) => new(shell.Render(script, width));
}
