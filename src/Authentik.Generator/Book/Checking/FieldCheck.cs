using Authentik.Generator.Book.Views;

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
        resource.IsSingle ? [] :
        [
            .. resource.Names.Select(name => ("names", name)),
            .. resource.OtherNames.Select(name => ("found-by", name)),
            .. resource.OwnKnownBy.Select(name => ("known-by", name)),
            .. resource.SearchFinds.Select(name => ("search-finds", name)),
            ("key", resource.Key),
            ("id", resource.Id),
        ];

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
    /// <summary>Checks the columns of a resource.</summary>
    public static void Check(ResourceEntry resource, Refusals refusals)
    {
        CheckWidths(resource.Noun, resource.View, refusals);
        CheckGroup(resource, refusals);
        var computed = resource.HasKind ? ColumnEntry.Kind : null;
        var columns = resource.Group is { } group ? resource.View.Append(group) : resource.View;
        CheckColumns(resource.Noun, columns.Where(column => column.Property != computed), resource.Fields, refusals);
        CheckReferences(resource, refusals);
        CheckList(ListLayout.Of(resource), resource.OwnFields, refusals);
    }

    /// <summary>Checks the columns of a nested object.</summary>
    public static void Check(ShapeEntry shape, Refusals refusals)
    {
        CheckWidths(shape.Name, shape.View, refusals);
        CheckColumns(shape.Name, shape.View, shape.Fields, refusals);
        CheckList(ListLayout.Of(shape), shape.Fields, refusals);
    }

    // A mark without an effect would hide a change of the rules.
    private static void CheckList(ListLayout layout, IReadOnlyList<FieldEntry> fields, Refusals refusals)
    {
        foreach (var field in fields.Where(field => field.Marks.Unlisted && !layout.IsShownByRule(field)))
        {
            refusals.Add(RefusalCode.Contradiction, field.Place, $"'{field.Name}': a list doesn't show it anyway. Remove unlisted.");
        }

        foreach (var field in fields.Where(field => field.Marks.Listed))
        {
            if (layout.IsShownByRule(field))
            {
                refusals.Add(RefusalCode.Contradiction, field.Place, $"'{field.Name}': a list shows it anyway. Remove listed.");
            }
            else if (!field.IsRead || field.Marks.Secret)
            {
                refusals.Add(
                    RefusalCode.Contradiction,
                    field.Place,
                    $"'{field.Name}': a list can't show what is secret or never read. Remove listed.");
            }
        }
    }

    private static void CheckColumns(
        string owner, IEnumerable<ColumnEntry> view, IReadOnlyList<FieldEntry> fields, Refusals refusals)
    {
        foreach (var column in view)
        {
            var field = fields.FirstOrDefault(field => field.IsRead && field.Property == column.Property);
            if (field is null)
            {
                refusals.Add(
                    RefusalCode.UnknownColumn,
                    column.Place,
                    $"{owner} has no property '{column.Property}' for a column. Write the name of a field in Pascal case.");
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

    // People know objects by their names. Without a Get command, nothing could look them up.
    private static void CheckReferences(ResourceEntry resource, Refusals refusals)
    {
        foreach (var column in resource.View.Where(_ => resource.Verbs.Contains(Verbs.Get)))
        {
            var field = resource.Fields.FirstOrDefault(field => field.Property == column.Property);
            if (field is { Type.IsList: false, Referenced.Count: > 0 } && column.Part is null && resource.FindNameProperty(field) is null)
            {
                refusals.Add(
                    RefusalCode.Contradiction,
                    column.Place,
                    $"The column '{column.Label}' of {resource.Noun} would show the id of an object. Mark '{field.Name}' named.");
            }
        }
    }

    // The layout widens columns to what they need, so only what can't be right is refused.
    private static void CheckWidths(string owner, IReadOnlyList<ColumnEntry> view, Refusals refusals)
    {
        foreach (var column in view)
        {
            if (column.Width < column.Label.Length)
            {
                refusals.Add(
                    RefusalCode.WrongForm,
                    column.Place,
                    $"The column '{column.Label}' of {owner} is narrower than its header. "
                        + $"Write '{column.Label}:{column.Label.Length}', or more.");
            }
            else if (column.Width > TableLayout.Windows[0])
            {
                refusals.Add(
                    RefusalCode.WrongForm,
                    column.Place,
                    $"The column '{column.Label}' of {owner} is wider than a window of {TableLayout.Windows[0]} characters.");
            }
        }
    }

    // Only the text of a group is shown, and a group of one object each would be no group.
    private static void CheckGroup(ResourceEntry resource, Refusals refusals)
    {
        if (resource.Group is { } group && resource.View.Any(column => column.Property == group.Property && column.Part == group.Part))
        {
            refusals.Add(
                RefusalCode.Contradiction, group.Place, $"{resource.Noun} is grouped by '{group.Property}', so it needs no such column.");
        }
    }
}

/// <summary>A nested object can be written and read.</summary>
internal static class ShapeCheck
{
    public static void Check(ShapeEntry shape, Refusals refusals)
    {
        MarkCheck.Check(shape.Fields, refusals);
        ViewCheck.Check(shape, refusals);
        if (shape.Fields.Count == 0)
        {
            refusals.Add(RefusalCode.Missing, shape.Place, $"{shape.Name} has no fields. Write them under 'fields:'.");
        }

        ConfigurationCheck.RefuseMarks(shape.Fields, refusals, "varies", "code", "data");
        foreach (var field in shape.Fields.Where(field => field.Marks.Default is not null && field.Type.Enum is null))
        {
            refusals.Add(
                RefusalCode.Contradiction,
                field.Place,
                $"'{field.Name}': only a set of values has a default in a nested object. Remove it.");
        }

        foreach (var field in shape.Fields.Where(field => field.Marks.Named))
        {
            refusals.Add(RefusalCode.Contradiction, field.Place, $"'{field.Name}': {MarkCheck.NoName}");
        }

        var type = shape.Fields.FirstOrDefault(field => field.Name == shape.TextField)?.Type;
        if (shape.TextField is { } text && type is not { IsList: false, Kind: FieldType.Text or FieldType.Enum })
        {
            refusals.Add(RefusalCode.UnknownField, shape.Place, $"'text: {text}' isn't a field of {shape.Name} that holds a string.");
        }

        if (shape.Subject is { } subject && shape.Fields.All(field => field.Name != subject.Field))
        {
            refusals.Add(
                RefusalCode.UnknownField, shape.Place, $"'stands-for:' names '{subject.Field}', which isn't a field of {shape.Name}.");
        }

        var named = shape.Address is { } address ? [address.Field, address.UnlessField] : Array.Empty<string>();
        foreach (var name in named.Where(name => shape.Fields.All(field => field.Name != name)))
        {
            refusals.Add(RefusalCode.UnknownField, shape.Place, $"'address:' names '{name}', which isn't a field of {shape.Name}.");
        }
    }
}
