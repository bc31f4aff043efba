using Authentik.Sandboxing.Http;
using Authentik.Sandboxing.State;

namespace Authentik.Sandboxing.Reading;

/// <summary>One page of a list.</summary>
internal sealed record Paging(int Number, int Size, int Count)
{
    private const string Last = "last";

    public int Skip => (Number - 1) * Size;

    private int Pages => Math.Max(1, (Count + Size - 1) / Size);

    /// <summary>The requested page; null when the list doesn't have it.</summary>
    public static Paging? Read(ServerState state, ApiRequest request, int count)
    {
        var first = new Paging(1, ReadSize(state, request), count);
        var number = request.FindValue("page") switch
        {
            null => 1,
            "" => state.IsFrom(2026, 2) ? 1 : 0,
            Last => first.Pages,
            var text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var asked) ? asked : 0,
        };
        return number >= 1 && number <= first.Pages ? first with { Number = number } : null;
    }

    /// <summary>The <c>pagination</c> object; 0 stands for no page.</summary>
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

    private static int ReadSetting(ServerState state, string word, int otherwise) =>
        state.Settings?[$"pagination_{word}_page_size"].AsNumber() is { } number and > 0 ? (int)number : otherwise;

    // Until 2025 a page had any requested size; since 2026 a setting limits it silently.
    private static int ReadSize(ServerState state, ApiRequest request)
    {
        var (normal, most) = state.IsFrom(2026, 1)
            ? (ReadSetting(state, "default", 20), ReadSetting(state, "max", 100))
            : (100, int.MaxValue);
        var wanted = request.FindValue("page_size");
        var isGiven = int.TryParse(wanted, NumberStyles.None, CultureInfo.InvariantCulture, out var size) && size > 0;
        return Math.Min(isGiven ? size : normal, most);
    }
}
