namespace Authentik.Generator.Book.Checking;

/// <summary>A path that depends on the kind of another object names that object, and the fields name kinds that exist.</summary>
internal static class KindCheck
{
    /// <summary>Checks <c>kinds:</c> and the marks <c>only</c>.</summary>
    public static void Check(ResourceEntry resource, Refusals refusals)
    {
        CheckRoute(resource, refusals);
        CheckMembers(resource, refusals);
        var kinds = resource.Routing?.Kinds.Select(kind => kind.Name).ToHashSet() ?? [];
        foreach (var field in resource.OwnFields)
        {
            foreach (var kind in (field.Marks.Only ?? []).Where(kind => !kinds.Contains(kind)))
            {
                refusals.Add(
                    RefusalCode.UnknownField,
                    field.Place,
                    $"'{field.Name}': {resource.Noun} has no kind '{kind}'. Use those under 'kinds:', in 'list:'.");
            }
        }
    }

    private static void CheckMembers(ResourceEntry resource, Refusals refusals)
    {
        if (resource.HasKind && resource.Fields.FirstOrDefault(field => field.Property == ColumnEntry.Kind) is { } field)
        {
            refusals.Add(
                RefusalCode.NameTwice,
                field.Place,
                $"'{field.Name}' of {resource.Noun} would hide the property {ColumnEntry.Kind}, which every member of a family has.");
        }
    }

    private static void CheckRoute(ResourceEntry resource, Refusals refusals)
    {
        if (resource.Routing is not { } kinds)
        {
            return;
        }

        if (!kinds.Path.Contains("{kind}", StringComparison.Ordinal))
        {
            refusals.Add(
                RefusalCode.WrongForm,
                kinds.Place,
                "The path of 'kinds:' doesn't contain {kind}. Write it where the kind stands.");
        }

        if (resource.Field(kinds.By)?.Type.Kind != FieldType.Reference)
        {
            refusals.Add(
                RefusalCode.UnknownField,
                kinds.Place,
                $"'by: {kinds.By}' isn't a field that refers to another object. Write the name of a field whose type has '->'.");
        }

        if (resource.Field(kinds.ObjectField) is null)
        {
            refusals.Add(
                RefusalCode.UnknownField,
                kinds.Place,
                $"'object: {kinds.ObjectField}' isn't a field. Write the name of the one that contains the object.");
        }
    }
}
