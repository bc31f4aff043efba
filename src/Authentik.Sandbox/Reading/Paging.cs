using System.Globalization;
using System.Text.Json.Nodes;
using Authentik.Sandboxing.Http;
using Authentik.Sandboxing.Singles;
using Authentik.Sandboxing.Store;

namespace Authentik.Sandboxing.Lists;

/// <summary>One page of a list.</summary>
internal sealed record Paging(int Number, int Size, int Count)
{
    private const string Last = "last";

    public int Skip => (Number - 1) * Size;

    private int Pages => Math.Max(1, (Count + Size - 1) / Size);

    /// <summary>The page that was asked for; null when there is no such page.</summary>
    public static Paging? Of(World world, ApiCall call, int count)
    {
        var first = new Paging(1, SizeOf(world, call), count);
        var number = call.Value("page") switch
        {
            null => 1,
            "" => world.IsFrom(2026, 2) ? 1 : 0,
            Last => first.Pages,
            var text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var asked) ? asked : 0,
        };
        return number >= 1 && number <= first.Pages ? first with { Number = number } : null;
    }

    /// <summary>What stands beside the results; page numbers, 0 for none.</summary>
    public JsonObject ToJson(int shown) => new()
    {
        ["next"] = Number < Pages ? Number + 1 : 0,
        ["previous"] = Number - 1,
        ["count"] = Count,
        ["current"] = Number,
        ["total_pages"] = Pages,
        ["start_index"] = shown == 0 ? 0 : Skip + 1,
        ["end_index"] = shown == 0 ? 0 : Skip + shown,
    };

    private static int Setting(World world, string word, int otherwise) =>
        Settings.Of(world)?[$"pagination_{word}_page_size"].AsNumber() is { } number and > 0 ? (int)number : otherwise;

    // Until 2025 a page was as large as asked; since 2026 a setting caps it, without a word.
    private static int SizeOf(World world, ApiCall call)
    {
        var (normal, most) = world.IsFrom(2026, 1) ? (Setting(world, "default", 20), Setting(world, "max", 100)) : (100, int.MaxValue);
        var asked = int.TryParse(call.Value("page_size"), NumberStyles.None, CultureInfo.InvariantCulture, out var size) && size > 0 ? size : normal;
        return Math.Min(asked, most);
    }
}
