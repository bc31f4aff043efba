using Authentik.Book;

namespace Authentik.Generator.Book.Checking;

/// <summary>The marks that only parameters of actions have go together, and name what exists.</summary>
internal static class ActionMarkCheck
{
    /// <summary>Checks the parameters of an action.</summary>
    public static void Check(ActionEntry action, Refusals refusals)
    {
        ConfigurationCheck.RefuseMarks(action.Fields, refusals, "default", "varies", "code", "data");
        foreach (var field in action.Fields)
        {
            foreach (var noun in (field.Marks.Only ?? []).Where(noun => action.Targets.All(target => target.Noun != noun)))
            {
                refusals.Add(
                    RefusalCode.UnknownField,
                    field.Place,
                    $"'{field.Name}': {action.Key} calls no operation for '{noun}'. Use the nouns of 'calls:'.");
            }

            foreach (var reason in Contradictions(action, field))
            {
                refusals.Add(RefusalCode.Contradiction, field.Place, $"'{field.Name}': {reason}");
            }
        }
    }

    private static IEnumerable<string> Contradictions(ActionEntry action, FieldEntry field)
    {
        var marks = field.Marks;
        var created = field.Type.Kind == FieldType.NewObject ? field.Type.Resource : null;
        if (marks.Named)
        {
            yield return MarkCheck.NoName;
        }

        if (marks.By is { } part && field.Type is not { Kind: FieldType.Reference, IsList: false })
        {
            yield return $"only a reference can be sent by its {part}. Write the type '-> NOUN', or remove 'by'.";
        }
        else if (marks.By is { } name && field.Type.Resource?.Field(name) is null)
        {
            yield return $"{field.Type.Name} has no field '{name}'. Write one after 'by'.";
        }

        if (marks.OneOf is not null && !(marks.Required && field.Type.Kind == FieldType.Reference))
        {
            yield return "one-of is for references of which one must be specified. Write the type '-> NOUN' and 'required'.";
        }

        if (marks.OwnAccess)
        {
            yield return "own-access is a mark of fields of resources. Write 'own-access: true' for the action.";
        }

        if (marks.Recorded || marks.Copied)
        {
            yield return "a parameter isn't in a response. Remove recorded and copied.";
        }

        if (marks.Listed || marks.Unlisted)
        {
            yield return "a parameter is in no list. Remove listed and unlisted.";
        }

        if (marks.With is not null && marks.OneOf is null)
        {
            yield return "'with' needs 'one-of', because the value depends on which parameter is specified.";
        }

        if ((marks.Without is not null || marks.TypeIn is not null) && created is null)
        {
            yield return "only an object that is created can have 'without' and 'type-in'. Write its noun as the type, without an arrow.";
        }

        if (created is { IsFamily: true } != (marks.TypeIn is not null))
        {
            yield return "'type-in' is for a new object of a family. Name the field with its type, or remove it.";
        }

        if (marks.TypeIn is { } types && action.Fields.All(one => one.Name != types || one.Type.Enum is null))
        {
            yield return $"'type-in {types}' isn't a field of {action.Key} with a set of values.";
        }

        foreach (var unknown in (marks.Without ?? []).Where(name => created is { IsFamily: false } && created.Field(name) is null))
        {
            yield return $"{field.Type.Name} has no field '{unknown}', so remove it from 'without'.";
        }
    }
}
