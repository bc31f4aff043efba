namespace Authentik.Generator.Book.Reading;

/// <summary>Reads a nested object.</summary>
internal static class ShapeReader
{
    /// <summary>Reads one.</summary>
    public static ShapeEntry Read(string name, Place place, YamlMap map)
    {
        var shape = new ShapeEntry(
            place,
            name,
            map.MustText("help", RefusalCode.NoHelp),
            map.TakeText("text"),
            FieldReader.ReadAll(map.TakeMap("fields"), name))
        {
            Address = ReadAddress(map),
        };
        map.RefuseTheRest();
        return shape;
    }

    // url unless matching_mode=regex
    private static AddressEntry? ReadAddress(YamlMap map)
    {
        if (map.TakeText("address") is not { } text)
        {
            return null;
        }

        if (text.Split(' ', '=') is [var field, "unless", var other, var value])
        {
            return new AddressEntry(field, other, value);
        }

        map.Refusals.Add(RefusalCode.WrongForm, map.PlaceOf("address"), "'address:' is of the form 'field unless other=value'.");
        return null;
    }
}
