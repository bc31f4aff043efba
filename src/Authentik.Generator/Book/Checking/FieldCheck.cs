namespace Authentik.Generator.Book.Checking;

/// <summary>What a resource says of its fields by name is true of them.</summary>
internal static class FieldCheck
{
    /// <summary>Refuses names of fields that do not exist, and properties that stand twice.</summary>
    public static void Check(ResourceEntry resource, Refusals refusals)
    {
        CheckLacks(resource, refusals);
        foreach (var (key, name) in Named(resource).Where(named => resource.Field(named.Field) is null))
        {
            refusals.Add(RefusalCode.UnknownField, resource.Place, $"'{key}:' of {resource.Noun} names the field '{name}', which it does not have.");
        }

        foreach (var twice in resource.Fields.GroupBy(field => field.Property, StringComparer.OrdinalIgnoreCase).Where(same => same.Count() > 1))
        {
            refusals.Add(RefusalCode.NameTwice, twice.Last().Place, $"Two fields of {resource.Noun} give the property {twice.Key}.");
        }

        CheckId(resource, refusals);
    }

    private static IEnumerable<(string Key, string Field)> Named(ResourceEntry resource) =>
        resource.IsSingle ? [] : resource.Names.Select(name => ("names", name)).Append(("key", resource.Key)).Append(("id", resource.Id));

    private static void CheckLacks(ResourceEntry resource, Refusals refusals)
    {
        foreach (var name in resource.Lacks.Where(name => resource.Family?.Field(name) is null || resource.OwnFields.Any(own => own.Name == name)))
        {
            refusals.Add(RefusalCode.UnknownField, resource.Place, $"'lacks:' of {resource.Noun} names '{name}', which is no line that the family has alone.");
        }
    }

    private static void CheckId(ResourceEntry resource, Refusals refusals)
    {
        if (resource.Field(resource.Id) is { } id && id.Type.Kind != resource.IdKind)
        {
            refusals.Add(RefusalCode.Contradiction, id.Place, $"'id:' of {resource.Noun} says that '{id.Name}' is of another type than its line does.");
        }

        if (resource.Verbs.Contains(Verbs.Set) && resource.Field(resource.Id)?.IsSentBy(Verbs.Set) == true)
        {
            refusals.Add(RefusalCode.Contradiction, resource.Place, $"A change of '{resource.Id}', the id of {resource.Noun}, would make a second object: mark it only-new.");
        }
    }
}
