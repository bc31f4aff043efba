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
            FieldReader.ReadAll(map.TakeMap("fields"), name));
        map.RefuseTheRest();
        return shape;
    }
}
