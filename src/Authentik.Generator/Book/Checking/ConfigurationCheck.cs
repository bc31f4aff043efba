namespace Authentik.Generator.Book.Checking;

/// <summary>What is configuration can be told apart and stored elsewhere, and what is data says nothing about that.</summary>
internal static class ConfigurationCheck
{
    /// <summary>Checks a resource.</summary>
    public static void Check(ResourceEntry resource, Refusals refusals)
    {
        if (FindContradiction(resource) is { } reason)
        {
            refusals.Add(RefusalCode.Contradiction, resource.Place, $"{resource.Noun} {reason}");
        }

        if (resource is { IsConfiguration: true, IsSingle: false, KnownBy.Count: 0 })
        {
            refusals.Add(
                RefusalCode.Missing,
                resource.Place,
                $"Nothing tells one {resource.Title} from the others. Write 'known-by:' with fields, 'names:', or 'data: true' if it isn't "
                    + "configuration.");
        }

        foreach (var name in resource.OwnKnownBy.Where(name => resource.Field(name) is { } field && !CanTellApart(field)))
        {
            refusals.Add(
                RefusalCode.Contradiction,
                resource.Place,
                $"'known-by:' of {resource.Noun}: '{name}' is secret, a list, or in no response. Write fields with one value that "
                    + "people see.");
        }

        foreach (var field in resource.OwnFields)
        {
            foreach (var contradiction in FindContradictions(resource, field))
            {
                refusals.Add(RefusalCode.Contradiction, field.Place, $"'{field.Name}': {contradiction}");
            }
        }
    }

    /// <summary>Refuses marks of fields of resources where there are no objects that could be kept in files.</summary>
    public static void RefuseMarks(IEnumerable<FieldEntry> fields, Refusals refusals, params string[] marks)
    {
        foreach (var field in fields)
        {
            foreach (var mark in field.Marks.Written.Intersect(marks))
            {
                refusals.Add(
                    RefusalCode.Contradiction, field.Place, $"'{field.Name}': {mark} is a mark of fields of resources. Remove it.");
            }
        }
    }

    private static IEnumerable<string> FindContradictions(ResourceEntry resource, FieldEntry field)
    {
        var marks = field.Marks;
        if ((marks.Default is not null || marks.Varies) && !CanBeOmitted(field))
        {
            yield return "default and varies are for fields that a new object doesn't need and that people see. Remove them, or what says "
                + "that it's required, read-only, write-only, secret, unique, or made of something else.";
        }

        if (marks is { Default: not null, Varies: true })
        {
            yield return "a default that varies isn't known. Remove default or varies.";
        }

        if (marks.Code is { } extension && (field.Type is not { Kind: FieldType.Text, IsList: false } || marks.Secret || !IsKept(field)))
        {
            yield return $"only a string that is sent and read can be code. Remove 'code {extension}'.";
        }

        if (marks.Code is { } word && !word.All(char.IsAsciiLetterLower))
        {
            yield return $"'{word}' isn't an extension of files. Write 'code EXT' in lower-case letters, such as 'code py'.";
        }

        if (marks.Data && !(resource.Verbs.Contains(Verbs.Set) && field.IsSent))
        {
            yield return "data is for fields that are sent, of resources that can be changed. Remove it.";
        }
    }

    private static bool CanBeOmitted(FieldEntry field) =>
        IsKept(field) && field.Marks is { Secret: false, Required: false, Unique: false, IsDerived: false };

    private static bool IsKept(FieldEntry field) => field is { IsSent: true, IsRead: true };

    private static string? FindContradiction(ResourceEntry resource)
    {
        if (resource is { HasDataMark: true, Family.HasDataMark: true })
        {
            return "is data because its family is. Remove 'data:'.";
        }

        return resource.OwnKnownBy.Count > 0 && (resource.IsSingle || !resource.IsConfiguration)
            ? "isn't one of several objects of configuration that Set changes, so remove 'known-by:'."
            : null;
    }

    private static bool CanTellApart(FieldEntry field) => field is { IsRead: true, Type.IsList: false, Marks.Secret: false };
}
