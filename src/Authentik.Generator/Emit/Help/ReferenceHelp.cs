using Authentik.Commands;
using Authentik.Generator.Book;
using Authentik.Generator.Names;

namespace Authentik.Generator.Emit.Help;

/// <summary>
/// The help for the parameters of Get that are about kinds of a family, names of what objects refer to, and secrets in what was recorded.
/// </summary>
internal static class ReferenceHelp
{
    /// <summary>The parameters that a resource has of these.</summary>
    public static IEnumerable<ParameterHelp> Describe(ResourceEntry resource, BookEntry book)
    {
        if (resource.KindsOf is { } family)
        {
            yield return DescribeKind(resource, book.Resources.Where(member => member.FamilyName == family));
        }

        if (resource.LooksUpNames)
        {
            yield return DescribeNoExpand(resource);
        }

        if (resource.HasRecorded)
        {
            yield return IncludeSecret;
        }
    }

    private static ParameterHelp IncludeSecret => new(
        "IncludeSecret",
        "SwitchParameter",
        [
            "Indicates that secrets in recorded data are returned, such as a token in the arguments of a request or in a logged URL. By "
                + "default, *** stands for them. Treat the output as a secret.",
        ]);

    private static ParameterHelp DescribeKind(ResourceEntry resource, IEnumerable<ResourceEntry> members)
    {
        var kinds = string.Join(", ", members.Select(member => member.Kind).Order(StringComparer.Ordinal));
        var titles = English.Pluralize(resource.Title);
        return new(
            ColumnEntry.Kind,
            "String[]",
            [
                $"Specifies kinds, to get only the {titles} of these kinds. Separate several with commas. The server has no such filter, "
                    + "so the whole list is read and compared here.",
                $"Use one of: {kinds}. The nouns of their commands are valid, too.",
            ])
        {
            Sets = [ParameterSets.List],
        };
    }

    private static ParameterHelp DescribeNoExpand(ResourceEntry resource)
    {
        var names = resource.Fields.Where(field => field.Marks.Named).Select(resource.FindNameProperty).OfType<string>();
        return new(
            "NoExpand",
            "SwitchParameter",
            [
                $"Indicates that names of other objects aren't looked up: {English.JoinWithAnd([.. names])} is empty, and tables show ids. "
                    + "By default, the command looks up each object once, or lists them.",
            ]);
    }
}
