namespace Authentik.Generator.Book.Reading;

/// <summary>Reads the columns of a table: <c>view: Name:24, Connection=ServiceConnectionObj.Name</c>.</summary>
internal static class ViewReader
{
    /// <summary>Reads the columns; none if there is no view.</summary>
    public static IReadOnlyList<ColumnEntry> Read(YamlMap map)
    {
        var place = map.PlaceOf("view");
        var columns = (map.TakeText("view") ?? string.Empty)
            .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return [.. columns.Select(column => ReadColumn(column, place, map.Refusals))];
    }

    // Label=Property.Part:width, all but the property left out at will.
    private static ColumnEntry ReadColumn(string text, Place place, Refusals refusals)
    {
        var sized = text.Split(':', 2, StringSplitOptions.TrimEntries);
        var named = sized[0].Split('=', 2, StringSplitOptions.TrimEntries);
        var path = named[^1].Split('.', 2);
        var width = 0;
        if (sized.Length == 2 && (!int.TryParse(sized[1], out width) || width < 1))
        {
            refusals.Add(
                RefusalCode.WrongForm,
                place,
                $"The width of the column '{text}' isn't a number of characters. Write it as '{sized[0]}:24'.");
        }

        return new ColumnEntry(place, named[0].Split('.')[0], path[0], path.Length == 2 ? path[1] : null, width > 0 ? width : null);
    }
}
