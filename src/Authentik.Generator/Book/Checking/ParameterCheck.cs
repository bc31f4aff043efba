using Authentik.Generator.Names;

namespace Authentik.Generator.Book.Checking;

/// <summary>Every parameter of a command has a name of its own.</summary>
internal static class ParameterCheck
{
    /// <summary>Checks the parameters of New and Set, and those of Get.</summary>
    public static void Check(ResourceEntry resource, Refusals refusals)
    {
        Check(resource.Fields.Where(field => field.IsSent), resource, refusals);
        Check(resource.Filters, resource, refusals);
    }

    private static void Check(IEnumerable<FieldEntry> fields, ResourceEntry resource, Refusals refusals)
    {
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var field in fields)
        {
            if (ParameterNames.OwnerOf(field.Parameter) is { } owner)
            {
                refusals.Add(RefusalCode.ParameterTaken, field.Place, $"-{field.Parameter} is a parameter of {owner}; name it with 'as'.");
            }
            else if (!seen.Add(field.Parameter))
            {
                refusals.Add(RefusalCode.NameTwice, field.Place, $"{resource.Noun} has -{field.Parameter} twice; name one with 'as'.");
            }
        }
    }
}
