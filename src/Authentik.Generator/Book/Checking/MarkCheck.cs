using Authentik.Book;

namespace Authentik.Generator.Book.Checking;

/// <summary>The marks of a line go together and with its type.</summary>
internal static class MarkCheck
{
    /// <summary>Why a field or filter can't have minutes.</summary>
    public const string NoMinutes = "only a duration can be a number of minutes. Write the type duration, or remove minutes.";

    /// <summary>Why a part of an object or a parameter of an action can't be named.</summary>
    public const string NoName = "named is a mark of fields of resources. Remove it.";

    /// <summary>Checks the fields of a resource.</summary>
    public static void Check(ResourceEntry resource, Refusals refusals)
    {
        Check(resource.OwnFields, refusals);
        foreach (var field in resource.OwnFields)
        {
            CheckSource(resource, field, refusals);
            CheckPreset(field, refusals);
            CheckNames(resource, field, refusals);
        }

        if (resource.OwnAccess && !resource.Verbs.Contains(Verbs.Remove))
        {
            refusals.Add(
                RefusalCode.Contradiction, resource.Place, $"{resource.Noun} has no Remove command, so remove 'own-access:'.");
        }

        foreach (var field in resource.OwnFields.Where(field => field.Marks.OwnAccess && (resource.IsSingle || !field.IsSentBy(Verbs.Set))))
        {
            refusals.Add(
                RefusalCode.Contradiction,
                field.Place,
                $"'{field.Name}': own-access is for fields that Set changes, of objects that have an id. Remove it.");
        }
    }

    // What a value is made of has to be there, and the order of the others has to be asked for.
    private static void CheckSource(ResourceEntry resource, FieldEntry field, Refusals refusals)
    {
        var marks = field.Marks;
        var source = marks.From ?? marks.SlugOf ?? marks.NextOf;
        var isThere = marks.NextOf is null
            ? resource.Fields.Any(one => one.Name == source && one.Type is { Kind: FieldType.Text, IsList: false })
            : field.Type.Kind == FieldType.Integer && resource.Filters.Any(filter => filter.Name == source);
        if (source is not null && !isThere)
        {
            refusals.Add(
                RefusalCode.UnknownField,
                field.Place,
                $"'{source}' isn't a field that '{field.Name}' can be made of. Write a text field after from and slug-of, and a filter "
                    + "after next-of, which is for integers.");
        }
    }

    private static void CheckPreset(FieldEntry field, Refusals refusals)
    {
        var isValid = field.Type switch
        {
            { IsList: true } => false,
            { Kind: FieldType.Enum, Enum: { } values } => values.Values.Any(value => value.Text == field.Marks.Preset),
            { Kind: FieldType.Reference, Resource: { } resource } => resource.Names.Count > 0,
            _ => false,
        };
        if (field.Marks.Preset is { } preset && !(isValid && field.Marks.Required))
        {
            refusals.Add(
                RefusalCode.Contradiction,
                field.Place,
                $"'{preset}' can't be preset for '{field.Name}'. Write a value of its set, or the name of an object that it refers to, for "
                    + "a field that is required.");
        }
    }

    private static void CheckNames(ResourceEntry resource, FieldEntry field, Refusals refusals)
    {
        var hasObjects = resource.Fields.Any(one => one.Name == field.Marks.NamedBy && one.Type is { Kind: FieldType.Shape, IsList: true });
        if (field.Marks.NamedBy is { } details && !(hasObjects && field.Type is { Kind: FieldType.Reference, IsList: true }))
        {
            refusals.Add(
                RefusalCode.UnknownField,
                field.Place,
                $"'{field.Name}' can't be named by '{details}'. Write named-by for a list of references, with a field that has a list of "
                    + "these objects.");
        }
    }

    /// <summary>Checks fields, which can have some marks of filters.</summary>
    public static void Check(IEnumerable<FieldEntry> fields, Refusals refusals, params string[] marksOfFilters)
    {
        foreach (var field in fields)
        {
            foreach (var reason in Contradictions(field, marksOfFilters))
            {
                refusals.Add(RefusalCode.Contradiction, field.Place, $"'{field.Name}': {reason}");
            }
        }
    }

    private static IEnumerable<string> Contradictions(FieldEntry field, string[] marksOfFilters)
    {
        var marks = field.Marks;
        if (marks.ReadOnly && (marks.WriteOnly || marks.Required || marks.Resend || marks.Writable is not null || marks.As is not null))
        {
            yield return "a read-only field is never sent, so remove write-only, required, writable, resend and as, or read-only.";
        }

        if (marks.WriteOnly && marks.Readable is not null)
        {
            yield return "a write-only field is in no response, so readable has no effect. Remove one of them.";
        }

        if (marks.Merge && field.Type is not { Kind: FieldType.Json, IsList: false })
        {
            yield return "only free-form JSON can be merged. Write the type json, or remove merge.";
        }

        if (marks.Whole && field.Type is not { Kind: FieldType.Json, IsList: false })
        {
            yield return "only free-form JSON is marked whole. Write the type json, or remove whole.";
        }

        if (marks.Secret && field.Type.Kind != FieldType.Text)
        {
            yield return "only a string can be secret. Write the type text, or remove secret.";
        }

        if (field.Type.IsEmbedded && !marks.ReadOnly)
        {
            yield return $"a whole {field.Type.Name} inside another object can only be read; mark it read-only.";
        }

        if (marks.Of is not null && (field.Type.Kind != FieldType.Uuid || marks.ReadOnly))
        {
            yield return "only a UUID that is sent can have 'of'. Write the type uuid without read-only, or remove 'of'.";
        }

        if (marks.NoNull && (!field.Type.IsNullable || marks.ReadOnly))
        {
            yield return "no-null is for fields that are sent and can be null in responses. Add ? to the type, or remove no-null.";
        }

        if (marks.Default is { } value && field.Default is null)
        {
            yield return $"'{value}' isn't a value of its type, so it can't be the default. Write one, a list or JSON as JSON without "
                + "spaces.";
        }

        if (marks.Target && field.Type is not { Kind: FieldType.Uuid, IsList: false })
        {
            yield return "only a UUID can be a target. Write the type uuid, or remove target.";
        }

        if ((marks.Internal || marks.UsedBy is not null) && field.Type is not { Kind: FieldType.Text, IsList: false })
        {
            yield return "only a string can be a name, so internal and used-by are for strings. Write the type text, or remove them.";
        }

        foreach (var mark in marks.Written.Where(mark => mark is "part" or "no-hyphens" or "main" or "about").Except(marksOfFilters))
        {
            yield return $"{mark} is a mark of filters. Remove it.";
        }

        if (marks.Recorded && (field.Type.Kind is not (FieldType.Json or FieldType.Text) || marks.Secret || marks.WriteOnly))
        {
            yield return "only strings and free-form JSON of responses can be recorded. Write the type text or json, or remove recorded.";
        }
        else if (marks.Recorded && field.Type.Kind == FieldType.Json && marks.ReadOnly)
        {
            yield return "read-only JSON counts as recorded anyway. Remove recorded.";
        }

        if (marks.Copied && (field.Type.Kind != FieldType.Json || !marks.ReadOnly || marks.Recorded))
        {
            yield return "copied is for read-only JSON that was set in another object. Write json and read-only, or remove copied.";
        }

        if (marks.Lines is not null && field.Type is not { IsList: true, Shape.TextField: not null })
        {
            yield return "only a list of nested objects with 'text:' can have 'lines'. Add 'text:' to it, or remove 'lines'.";
        }

        if (marks.Minutes is not null && !IsOneDuration(field))
        {
            yield return NoMinutes;
        }
    }

    /// <summary>True for one duration, which older servers can have as a number of minutes.</summary>
    public static bool IsOneDuration(FieldEntry field) => field.Type is { Kind: FieldType.Duration, IsList: false };
}
