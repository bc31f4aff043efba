namespace Authentik.Generator.Book.Checking;

/// <summary>A nested object can be written and read.</summary>
internal static class ShapeCheck
{
    /// <summary>Checks one.</summary>
    public static void Check(ShapeEntry shape, Refusals refusals)
    {
        MarkCheck.Check(shape.Fields, refusals);
        if (shape.Fields.Count == 0)
        {
            refusals.Add(RefusalCode.Missing, shape.Place, $"{shape.Name} has no fields.");
        }

        if (shape.TextField is { } text && shape.Fields.FirstOrDefault(field => field.Name == text)?.Type is not { IsList: false, Kind: FieldKind.Text or FieldKind.Enum })
        {
            refusals.Add(RefusalCode.UnknownField, shape.Place, $"'text: {text}' is not a field of {shape.Name} that holds text.");
        }

        var named = shape.Address is { } address ? [address.Field, address.UnlessField] : Array.Empty<string>();
        foreach (var name in named.Where(name => shape.Fields.All(field => field.Name != name)))
        {
            refusals.Add(RefusalCode.UnknownField, shape.Place, $"'address:' names '{name}', which is not a field of {shape.Name}.");
        }
    }
}
