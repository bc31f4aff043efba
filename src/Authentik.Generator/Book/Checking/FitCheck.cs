using Authentik.Book;

namespace Authentik.Generator.Book.Checking;

/// <summary>
/// What fits a field exists, and no reference to objects of which only some fit is left without a word about it.
/// </summary>
internal static class FitCheck
{
    /// <summary>What 'fits-by:' of a family says.</summary>
    private const string ByKind = "kind";

    /// <summary>Checks the fields of a resource, also those of its family.</summary>
    public static void Check(BookEntry book, ResourceEntry resource, Refusals refusals)
    {
        if (resource.FitsBy is { } by && !(by == ByKind ? resource.IsFamily : FindFilter(resource, by) is not null))
        {
            refusals.Add(
                RefusalCode.UnknownField,
                resource.Place,
                $"'fits-by: {by}' of {resource.Noun} is neither one of its filters nor, for a family, '{ByKind}'.");
        }

        CheckFields(book, resource.Fields, field => resource.Verbs.Any(field.IsSentBy), refusals);
    }

    /// <summary>Checks the parameters of actions.</summary>
    public static void CheckActions(BookEntry book, Refusals refusals)
    {
        foreach (var action in book.Actions)
        {
            CheckFields(book, action.Fields, _ => true, refusals);
        }
    }

    private static void CheckFields(
        BookEntry book, IReadOnlyList<FieldEntry> fields, Func<FieldEntry, bool> isSent, Refusals refusals)
    {
        foreach (var field in fields)
        {
            foreach (var reason in Contradictions(book, fields, field))
            {
                refusals.Add(RefusalCode.Contradiction, field.Place, $"'{field.Name}': {reason}");
            }

            if (FindTarget(field) is { FitsBy: { } by } target && field.Marks is { Fits: null, KindIn: null } && isSent(field))
            {
                refusals.Add(
                    RefusalCode.Missing,
                    field.Place,
                    $"'{field.Name}' refers to {target.Noun}, which has 'fits-by: {by}'. Mark it with 'fits' and what fits it, or with "
                        + "'fits any'.");
            }
        }
    }

    private static IEnumerable<string> Contradictions(BookEntry book, IReadOnlyList<FieldEntry> fields, FieldEntry field)
    {
        var marks = field.Marks;
        var target = FindTarget(field);
        if (marks.StoredFile && field.Type is not { Kind: FieldType.Text, IsList: false })
        {
            yield return "only a string can be the name of a file. Write the type text, or remove stored-file.";
        }

        if (marks is { Fits: null, KindIn: null })
        {
            yield break;
        }

        if (target is null || (marks.Fits is not null && marks.KindIn is not null))
        {
            yield return "one of 'fits' and 'kind-in' is for a reference. Write the type '-> NOUN', and remove the other mark.";
            yield break;
        }

        var kinds = ListKinds(book, target);
        if (marks.KindIn is { } name && !IsKindField(fields.FirstOrDefault(other => other.Name == name), target, kinds))
        {
            yield return $"'kind-in {name}' needs a field whose values, each with {target.Noun} after it, are kinds of {target.Noun}.";
        }

        foreach (var word in (marks.Fits ?? []).Where(word => word != FitWords.Any && !kinds.Contains(word) && !IsFilter(target, word)))
        {
            yield return $"'fits {word}' is neither a kind of {target.Noun} nor a filter of its list with one of its values. "
                + $"Write 'fits FILTER=VALUE', 'fits NOUN NOUN' or 'fits {FitWords.Any}'.";
        }

        if (marks.Fits is { Count: not 1 } words && words.DistinctBy(FitWords.FindForm).Count() != 1)
        {
            yield return "write filters or kinds after 'fits', or 'any' alone.";
        }
    }

    private static ResourceEntry? FindTarget(FieldEntry field) =>
        field.Type.Kind == FieldType.Reference ? field.Type.Resource : null;

    private static HashSet<string> ListKinds(BookEntry book, ResourceEntry family) =>
        book.Resources.Where(one => one.Family == family).Select(one => one.Noun).ToHashSet(StringComparer.OrdinalIgnoreCase);

    private static bool IsKindField(FieldEntry? field, ResourceEntry family, HashSet<string> kinds) =>
        field?.Type.Enum is { } values && values.Values.All(value => kinds.Contains(value.Text + family.Noun));

    private static bool IsFilter(ResourceEntry target, string word) =>
        FitWords.ReadFilter(word) is (var name, var value) && FindFilter(target, name)?.Type is { } type && type switch
        {
            { Kind: FieldType.Boolean } => value is "true" or "false",
            { Enum: { } values } => values.Values.Any(known => known.Text == value),
            _ => false,
        };

    private static FieldEntry? FindFilter(ResourceEntry resource, string name) =>
        resource.Filters.FirstOrDefault(filter => filter.Name == name);
}
