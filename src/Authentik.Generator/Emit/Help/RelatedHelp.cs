using Authentik.Book;
using Authentik.Generator.Book;
using Authentik.Generator.Names;

namespace Authentik.Generator.Emit.Help;

/// <summary>The help for objects of other kinds that narrow a list.</summary>
internal static class RelatedHelp
{
    /// <summary>The parameter that takes them.</summary>
    public static ParameterHelp Describe(ResourceEntry resource)
    {
        var titles = English.Pluralize(resource.Title);
        var kinds = ListMain(resource).Select(pair => $"{Articles.AddTo(pair.Title)} (as -{pair.Filter.Parameter})").ToList();
        var given = kinds.Count == 0 ? "any object" : English.JoinWithOr(kinds);
        var more = kinds.Count > 0 && TakesAny(resource) ? " Other objects list what is about them." : string.Empty;
        return new("InputObject", "Identity", [$"Specifies an object, to list the {titles} that belong to it: {given}. Pipe it.{more}"])
        {
            TakesPipeline = true,
        };
    }

    /// <summary>The types of the objects.</summary>
    public static string ListTypes(ResourceEntry resource)
    {
        var types = ListMain(resource).Select(pair => $"Authentik.{pair.Noun}").ToList();
        return TakesAny(resource) ? "any object that something belongs to" : English.JoinWithOr(types);
    }

    private static bool TakesAny(ResourceEntry resource) => resource.Filters.Any(filter => filter.Marks.About is not null);

    private static IEnumerable<(string Noun, string Title, FieldEntry Filter)> ListMain(ResourceEntry resource) => resource.Filters
        .OrderByDescending(filter => filter.Marks.Main)
        .SelectMany(filter => filter.Referenced.Select(kind => (kind.Noun, kind.Title, filter)))
        .Where(one => one.Noun != resource.Noun)
        .DistinctBy(one => one.Noun);
}
