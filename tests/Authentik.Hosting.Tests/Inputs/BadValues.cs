using System.Collections;
using System.Management.Automation;

namespace Authentik.Hosting.Tests.Inputs;

/// <summary>Values that no parameter, or only a few, should get.</summary>
internal static class BadValues
{
    /// <summary>Is in all texts that are sent somewhere, so that the server can tell where it arrived.</summary>
    public const string Mark = "zq7";

    private const int Megabyte = 1 << 20;

    /// <summary>How many there are.</summary>
    public static int Count => Texts.Count + Others.Count + Json.Count + 1;

    /// <summary>Texts that mean something to a URL, a header, a terminal, or a decoder.</summary>
    public static IReadOnlyList<string> Texts { get; } =
    [
        $"../{Mark}", $"{Mark}?a=b", "..", $"{Mark}/../../x", $"{Mark}\r\nX-Injected: 1", $"{Mark}\ud800", $"{Mark}#top",
        $"{Mark}\0end",
        $"%2e%2e%2f{Mark}", $"{Mark}&a=b;c=d", ".", $"//{Mark}", $"\\{Mark}\\..", string.Empty, $"{Mark}\u001b[31m",
        $"{Mark}😀👩‍👩‍👧",
        $"{Mark}\u202Eمرحبا", $"\udc00{Mark}", " ", $"{Mark}/x", $"{Mark}\n", $"{Mark}%",
        $"{Mark}\"'`$(1)<>|*[", $"{Mark}\ufeff\u200b",
        "%2e%2e", $"{Mark}=a+b c", $"{Mark}\u0085\u2028", $"{Mark};{{id}}", $"{Mark}\u007f", "\t",
    ];

    /// <summary>Values of other types than most parameters have.</summary>
    public static IReadOnlyList<object?> Others { get; } =
    [
        null, new Hashtable { [Mark] = "x" }, new object?[] { null }, new DateTime(9999, 12, 31, 23, 59, 59, DateTimeKind.Unspecified),
        double.NaN, long.MaxValue, Array.Empty<object>(), TimeSpan.MaxValue, new PSObject(new { a = 1 }), typeof(string),
        new object?[] { Mark, null, 1 }, -1, ulong.MaxValue, decimal.MaxValue, Guid.Empty, new byte[] { 0, 255 }, 'x', true,
        new Hashtable(), new Uri("../zq7", UriKind.Relative), DateTimeOffset.MinValue, double.NegativeInfinity, new Version(1, 2),
        new[] { new object[] { "a" } }, MakeCircle(), MakeRow(), new Exception("zq7"), new ErrorRecord(new IOException(), "a", 0, null),
    ];

    /// <summary>A text that is longer than anything that anybody types.</summary>
    public static string Huge { get; } = Mark + new string('x', Megabyte);

    /// <summary>JSON with what a string can't have, numbers beyond all types, and too many levels.</summary>
    public static IReadOnlyList<string> Json { get; } =
    [
        $$"""{"{{Mark}}":"\ud800"}""", $$"""{"\udc00":"\u0000"}""", $$"""{"{{Mark}}":1e999}""",
        new string('[', 1000),
    ];

    private static Hashtable MakeCircle()
    {
        var circle = new Hashtable();
        circle["a"] = circle;
        return circle;
    }

    private static PSObject MakeRow()
    {
        var row = new PSObject();
        row.Properties.Add(new PSNoteProperty("name", $"../{Mark}"));
        row.Properties.Add(new PSNoteProperty("pk", $"../{Mark}"));
        return row;
    }
}
