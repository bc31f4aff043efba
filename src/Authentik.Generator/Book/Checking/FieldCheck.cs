namespace Authentik.Generator.Book.Checking;

/// <summary>The fields that a resource names exist and fit.</summary>
internal static class FieldCheck
{
    /// <summary>Refuses names of fields that don't exist, and properties that stand twice.</summary>
    public static void Check(ResourceEntry resource, Refusals refusals)
    {
        CheckLacks(resource, refusals);
        foreach (var (key, name) in Named(resource).Where(named => resource.Field(named.Field) is null))
        {
            refusals.Add(RefusalCode.UnknownField, resource.Place, $"'{key}:' of {resource.Noun}: there is no field '{name}'.");
        }

        var properties = resource.Fields.GroupBy(field => field.Property, StringComparer.OrdinalIgnoreCase);
        foreach (var twice in properties.Where(same => same.Count() > 1))
        {
            refusals.Add(RefusalCode.NameTwice, twice.Last().Place, $"Two fields of {resource.Noun} have the property {twice.Key}.");
        }

        CheckId(resource, refusals);
    }

    private static IEnumerable<(string Key, string Field)> Named(ResourceEntry resource) =>
        resource.IsSingle ? [] : resource.Names.Select(name => ("names", name)).Append(("key", resource.Key)).Append(("id", resource.Id));

    private static void CheckLacks(ResourceEntry resource, Refusals refusals)
    {
        var own = resource.OwnFields.Select(field => field.Name).ToHashSet();
        foreach (var name in resource.Lacks.Where(name => resource.Family?.Field(name) is null || own.Contains(name)))
        {
            refusals.Add(
                RefusalCode.UnknownField,
                resource.Place,
                $"'lacks:' of {resource.Noun}: '{name}' isn't a field that only the family has.");
        }
    }

    private static void CheckId(ResourceEntry resource, Refusals refusals)
    {
        if (resource.Field(resource.Id) is { } id && id.Type.Kind != resource.IdType)
        {
            refusals.Add(
                RefusalCode.Contradiction,
                id.Place,
                $"'id:' of {resource.Noun} gives '{id.Name}' another type than its line does. Write the same type in both.");
        }

        if (resource.Verbs.Contains(Verbs.Set) && resource.Field(resource.Id)?.IsSentBy(Verbs.Set) == true)
        {
            refusals.Add(
                RefusalCode.Contradiction,
                resource.Place,
                $"Changing '{resource.Id}', the id of {resource.Noun}, would create a second object. Mark it only-new.");
        }
    }
}

/// <summary>A table shows properties that exist and aren't secret.</summary>
internal static class ViewCheck
{
    /// <summary>Checks the columns.</summary>
    public static void Check(string name, IReadOnlyList<ColumnEntry> view, IReadOnlyList<FieldEntry> fields, Refusals refusals)
    {
        foreach (var column in view)
        {
            var field = fields.FirstOrDefault(field => field.IsRead && field.Property == column.Property);
            if (field is null)
            {
                refusals.Add(
                    RefusalCode.UnknownColumn,
                    column.Place,
                    $"{name} has no property '{column.Property}' for a column. Write the name of a field in Pascal case.");
            }
            else if (field.Marks.Secret)
            {
                refusals.Add(
                    RefusalCode.Contradiction,
                    column.Place,
                    $"'{column.Property}' is a secret, which no view shows. Remove the column.");
            }
        }
    }
}

/// <summary>A nested object can be written and read.</summary>
internal static class ShapeCheck
{
    public static void Check(ShapeEntry shape, Refusals refusals)
    {
        MarkCheck.Check(shape.Fields, refusals);
        ViewCheck.Check(shape.Name, shape.View, shape.Fields, refusals);
        if (shape.Fields.Count == 0)
        {
            refusals.Add(RefusalCode.Missing, shape.Place, $"{shape.Name} has no fields. Write them under 'fields:'.");
        }

        var type = shape.Fields.FirstOrDefault(field => field.Name == shape.TextField)?.Type;
        if (shape.TextField is { } text && type is not { IsList: false, Kind: FieldType.Text or FieldType.Enum })
        {
            refusals.Add(RefusalCode.UnknownField, shape.Place, $"'text: {text}' isn't a field of {shape.Name} that holds a string.");
        }

        var named = shape.Address is { } address ? [address.Field, address.UnlessField] : Array.Empty<string>();
        foreach (var name in named.Where(name => shape.Fields.All(field => field.Name != name)))
        {
            refusals.Add(RefusalCode.UnknownField, shape.Place, $"'address:' names '{name}', which isn't a field of {shape.Name}.");
        }
    }
}
