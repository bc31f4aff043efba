using Authentik.Book;

namespace Authentik.Generator.Book.Checking;

/// <summary>The marks of a filter go together and with its type, and it's clear which filter an object from the pipeline fills.</summary>
internal static class FilterCheck
{
    private static readonly string[] MarksOfFilters =
        ["in", "required", "part", "no-hyphens", "as", "of", "minutes", "departs", "main", "about", "by"];

    /// <summary>Checks the filters of a resource.</summary>
    public static void Check(ResourceEntry resource, Refusals refusals)
    {
        foreach (var filter in resource.Filters)
        {
            CheckFilter(filter, refusals);
        }

        foreach (var filters in resource.Filters.SelectMany(filter => filter.Referenced.Select(kind => (kind.Noun, filter)))
            .GroupBy(pair => pair.Noun, pair => pair.filter))
        {
            CheckMain(filters.Key, [.. filters], refusals);
        }
    }

    // Of filters that no version has together, each can be filled.
    private static void CheckMain(string noun, IReadOnlyList<FieldEntry> filters, Refusals refusals)
    {
        var main = filters.Where(filter => filter.Marks.Main).ToList();
        main = main.Count > 0 ? main : [.. filters];
        if (main.Any(one => main.Any(other => one != other && one.Versions.Overlaps(other.Versions))))
        {
            refusals.Add(
                RefusalCode.Contradiction,
                filters[0].Place,
                $"{string.Join(", ", filters.Select(filter => $"'{filter.Name}'"))} refer to {noun}. Mark the one that an object from the "
                    + "pipeline fills with main.");
        }
    }

    private static void CheckFilter(FieldEntry filter, Refusals refusals)
    {
        var marks = filter.Marks;
        foreach (var mark in marks.Written.Except(MarksOfFilters))
        {
            refusals.Add(
                RefusalCode.UnknownMark,
                filter.Place,
                $"The filter '{filter.Name}' can't have the mark '{mark}'. Filters have the marks {string.Join(", ", MarksOfFilters)}.");
        }

        if (marks.Of is not null && filter.Type.Kind != FieldType.Uuid)
        {
            refusals.Add(
                RefusalCode.Contradiction,
                filter.Place,
                $"The filter '{filter.Name}' isn't a UUID, so 'of' isn't valid. Write the type uuid, or remove 'of'.");
        }

        if (marks.About is not (null or "app" or "model" or "id"))
        {
            refusals.Add(
                RefusalCode.WrongForm,
                filter.Place,
                $"'about {marks.About}' of '{filter.Name}' isn't valid. Write about app, model or id.");
        }

        if ((marks.Main || marks.By is not null) && filter is { Type.Kind: not FieldType.Reference, Targets.Count: 0 })
        {
            refusals.Add(
                RefusalCode.Contradiction,
                filter.Place,
                $"The filter '{filter.Name}' doesn't refer to an object, so main and by aren't valid. Write a reference, or remove them.");
        }

        if (marks.NoHyphens && marks.About is null && !NamesUuid(filter))
        {
            refusals.Add(
                RefusalCode.Contradiction,
                filter.Place,
                $"The filter '{filter.Name}' isn't a UUID, so no-hyphens isn't valid. Write the type uuid or a reference, or remove it.");
        }

        if (marks.Minutes is not null && !MarkCheck.IsOneDuration(filter))
        {
            refusals.Add(RefusalCode.Contradiction, filter.Place, $"'{filter.Name}': {MarkCheck.NoMinutes}");
        }

        if (filter.Type.Kind == FieldType.Shape)
        {
            refusals.Add(
                RefusalCode.Contradiction,
                filter.Place,
                $"The filter '{filter.Name}' is a nested object, which can't be in a query. Write a simple type, such as text.");
        }
    }

    private static bool NamesUuid(FieldEntry filter) =>
        filter.Type.Kind == FieldType.Uuid || filter.Type is { Kind: FieldType.Reference, Resource.IdType: FieldType.Uuid };
}
