using System.Management.Automation;
using System.Reflection;

namespace Authentik.Commands;

/// <summary>
/// The sequences of <c>$PSStyle</c>, which the reference assembly of PowerShell doesn't have. The terminal's own red, yellow and green are
/// readable on light and on dark.
/// </summary>
internal static class TerminalColors
{
    private const string Foreground = "Foreground";

    private static readonly object? Style = typeof(PSObject).Assembly.GetType("System.Management.Automation.PSStyle")
        ?.GetProperty("Instance", BindingFlags.Public | BindingFlags.Static)?.GetValue(null);

    /// <summary>The sequence that ends a color.</summary>
    public static string Reset { get; } = Read(Style, nameof(Reset)) as string ?? string.Empty;

    private static Dictionary<string, string?> Colors { get; } = new(StringComparer.Ordinal)
    {
        ["good"] = Read(Read(Style, Foreground), "Green") as string,
        ["neutral"] = Read(Style, "Dim") as string,
        ["warning"] = Read(Read(Style, Foreground), "Yellow") as string,
        ["bad"] = Read(Read(Style, Foreground), "Red") as string,
    };

    /// <summary>The sequence of a meaning; null or empty for none.</summary>
    public static string? Find(string meaning) => Colors.GetValueOrDefault(meaning);

    private static object? Read(object? owner, string property) => owner?.GetType().GetProperty(property)?.GetValue(owner);
}
