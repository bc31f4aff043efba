using Authentik.Generator.Book;
using Authentik.Generator.Emit.Commands;
using Authentik.Generator.Emit.Help.Around;
using Authentik.Generator.Names;

namespace Authentik.Generator.Emit.Help;

/// <summary>What the help of generated commands says about each verb.</summary>
internal static class VerbText
{
    private const string Rows = "Rows (PSCustomObject, hashtable, data row)";
    private const string OnlyGiven = "Only the values that you specify are sent; everything else stays unchanged.";

    private const string Copies =
        "With the session of another server as -Session, an existing object from the pipeline is copied to that server. Names and slugs "
        + "are kept, and what the object refers to is looked up there by name. Ids and secrets aren't sent.";

    /// <summary>What New, Set and actions say about script blocks in the place of values.</summary>
    public static IReadOnlyList<string> ScriptBlocks { get; } =
    [
        "Each parameter for a value also takes a script block. It runs for each object or row from the pipeline, which is $_ in it, and "
            + "returns the value. Specify code, such as an expression, as a string.",
        "If the script block fails or returns nothing, that's an error for this object, for which nothing is sent. $null is sent as null.",
    ];

    /// <summary>What commands say that refuse to take the caller's own access.</summary>
    public const string OwnAccess =
        "What would take the access that you use, such as your own user or token, is refused unless you specify -Force.";

    /// <summary>The synopsis.</summary>
    public static string DescribeVerb(ResourceEntry resource, string verb) => verb switch
    {
        Verbs.Get when resource.IsSingle => $"Gets the {resource.Title}.",
        Verbs.Set when resource.IsSingle => $"Changes the {resource.Title}.",
        Verbs.Get => $"Gets {English.Pluralize(resource.Title)}.",
        Verbs.New => $"Creates {Articles.AddTo(resource.Title)}.",
        Verbs.Set => $"Changes {Articles.AddTo(resource.Title)}.",
        _ => $"Removes {English.Pluralize(resource.Title)}.",
    };

    /// <summary>The description in paragraphs.</summary>
    public static IEnumerable<string> DescribeInParagraphs(ResourceEntry resource, string verb, PermissionText permissions)
    {
        yield return resource.Help;
        yield return DescribeBehavior(resource, verb);
        if (verb == Verbs.New)
        {
            yield return Copies;
        }

        foreach (var paragraph in verb is Verbs.New or Verbs.Set ? ScriptBlocks : [])
        {
            yield return paragraph;
        }

        if (verb == Verbs.Remove ? resource.OwnAccess : verb == Verbs.Set && !resource.IsSingle && resource.SetTouchesOwnAccess)
        {
            yield return OwnAccess;
        }

        yield return $"API operation: {ListOperations(resource, verb)}.";
        foreach (var paragraph in permissions.Describe(permissions.Find(ListCalls(resource, verb))))
        {
            yield return paragraph;
        }

        if (resource.VerbVersions.TryGetValue(verb, out var versions) || !(versions = resource.Versions).IsAll)
        {
            yield return $"Server versions: {versions.Describe()}.";
        }
    }

    /// <summary>The input from the pipeline; null for none.</summary>
    public static string? DescribeInputs(ResourceEntry resource, string verb) => verb switch
    {
        Verbs.Get when resource.IsSingle => null,
        Verbs.Set when resource.IsSingle => $"{Rows}, or Authentik.{resource.Noun}, which identifies the server",
        Verbs.New => $"{DescribeNewInputs(resource)}, or Authentik.{resource.Noun} as a template",
        Verbs.Set => $"Authentik.{resource.Noun}, names and ids, or rows (PSCustomObject, hashtable, data row)",
        Verbs.Get when ParameterRules.TakesRelated(resource) =>
            $"Authentik.{resource.Noun}, names and ids, or {RelatedHelp.ListTypes(resource)}",
        _ => $"Authentik.{resource.Noun}, names and ids",
    };

    /// <summary>The output; null for none.</summary>
    public static string? DescribeOutputs(ResourceEntry resource, string verb) => verb switch
    {
        Verbs.Remove => null,
        Verbs.Set => $"None, or Authentik.{resource.Noun} with -PassThru",
        _ => $"Authentik.{resource.Noun}",
    };

    private static string DescribeBehavior(ResourceEntry resource, string verb)
    {
        var (title, titles) = (resource.Title, English.Pluralize(resource.Title));
        return verb switch
        {
            Verbs.Get when resource.IsSingle => "Each server has exactly one, so you don't specify which.",
            Verbs.Set when resource.IsSingle =>
                $"{OnlyGiven} A row from the pipeline contains values in its columns; empty cells change nothing.",
            Verbs.Get =>
                $"Without -Identity, the command gets all {titles}, or the ones that match the filters, and returns them while the pages "
                + $"arrive. With -Identity, it gets the {titles} that you specify.",
            Verbs.New =>
                "Only the values that you specify are sent; the server chooses the others. Each row from the pipeline creates "
                + $"{Articles.AddTo(title)}; columns have the names of the parameters or of the API's fields. If you pipe an existing "
                + $"{title}, it's used as a template: its values are copied unless you specify others, but not its secrets and not the "
                + $"values that must be unique.{DescribeOtherInput(resource)}",
            Verbs.Set =>
                $"{OnlyGiven} An object from the pipeline identifies the {title}; its properties aren't sent. A row identifies the {title} "
                + "and contains the new values in its other columns; empty cells change nothing.",
            _ =>
                "The command asks for confirmation. The question and -WhatIf show what else the server would remove or change.",
        };
    }

    private static string DescribeNewInputs(ResourceEntry resource) =>
        ParameterRules.FindFirst(resource) is { } first ? $"{Rows}, strings for -{first.Parameter}" : Rows;

    private static string DescribeOtherInput(ResourceEntry resource)
    {
        var references = resource.Fields.Where(field => field.IsSentBy(Verbs.New) && !field.Type.IsList && field.Referenced.Any()).ToList();
        return references.Count == 0
            ? string.Empty
            : $" An object of another kind is the value of the parameter that refers to its kind: {ListParameters(references)}. If several "
                + "parameters do, specify the one that you mean, such as -Parameter { $_ }.";
    }

    private static string ListParameters(IReadOnlyList<FieldEntry> references) => string.Join(
        ", ", references.Select(field => $"-{field.Parameter}").Distinct(StringComparer.OrdinalIgnoreCase));

    /// <summary>The operations that a command is for.</summary>
    public static IReadOnlyList<(string Method, string Path)> ListCalls(ResourceEntry resource, string verb)
    {
        var path = resource.Routing is { } kinds && verb != Verbs.Get ? kinds.Path : resource.Path;
        var one = $"{path}{{{resource.Key}}}/";
        return verb switch
        {
            Verbs.Get when resource.IsSingle || !resource.Offers(Feature.Detail) => [("GET", path)],
            Verbs.Get => [("GET", resource.Path), ("GET", $"{resource.Path}{{{resource.Key}}}/")],
            Verbs.Set when resource.IsSingle => [("PATCH", path)],
            Verbs.New => [("POST", path)],
            Verbs.Set => [("PATCH", one)],
            _ => [("DELETE", one)],
        };
    }

    private static string ListOperations(ResourceEntry resource, string verb)
    {
        var calls = ListCalls(resource, verb).Select(call => $"{call.Method} {call.Path}").ToList();
        return calls.Count == 1 ? calls[0] : $"{calls[0]}, and {calls[1]} for one object";
    }
}
