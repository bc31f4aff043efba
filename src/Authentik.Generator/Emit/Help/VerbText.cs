using Authentik.Generator.Book;

namespace Authentik.Generator.Emit.Help;

/// <summary>What the help of generated commands says about each verb.</summary>
internal static class VerbText
{
    /// <summary>The synopsis.</summary>
    public static string Synopsis(ResourceEntry resource, string verb) => verb switch
    {
        Verbs.Get when resource.IsSingle => $"Shows the {resource.Title}.",
        Verbs.Set when resource.IsSingle => $"Changes the {resource.Title}.",
        Verbs.Get => $"Lists every {resource.Title}, or reads the ones that are named.",
        Verbs.New => $"Makes a new {resource.Title}.",
        Verbs.Set => $"Changes the {resource.Title} that is named.",
        _ => $"Removes the {resource.Title} that is named.",
    };

    /// <summary>The description in paragraphs.</summary>
    public static IEnumerable<string> Description(ResourceEntry resource, string verb)
    {
        yield return resource.Help;
        yield return verb switch
        {
            Verbs.Get when resource.IsSingle => "There is one on a server, so nothing has to be named.",
            Verbs.Set when resource.IsSingle => "Only what is given is sent; everything else stays as it is. A row from the pipeline gives values in its columns; an empty cell changes nothing.",
            Verbs.Get => "Without -Identity the command lists; filters narrow the list, and objects are written as the pages arrive. With -Identity it reads the objects that are named.",
            Verbs.New => $"Only what is given is sent; the server decides the rest. Rows from the pipeline give one {resource.Title} each, their columns named as the parameters or as the API's fields. An existing one from the pipeline serves as a pattern: its values are taken over where nothing else is given, its secrets and what must be unique are not.",
            Verbs.Set => $"Only what is given is sent; everything else stays as it is. An object from the pipeline says which {resource.Title} is meant, and none of its properties is sent. A row says which one is meant and, in its other columns, what to change; an empty cell changes nothing.",
            _ => "Asks before it removes. With -WhatIf, and where it asks, it says what else the server would remove or change along with it.",
        };
        yield return $"It follows the API operation {Operations(resource, verb)}.";
        if (resource.VerbVersions.TryGetValue(verb, out var versions))
        {
            yield return $"Server versions that can do it: {versions.Describe()}.";
        }
        else if (!resource.Versions.IsAll)
        {
            yield return $"Server versions that have it: {resource.Versions.Describe()}.";
        }
    }

    /// <summary>What comes in through the pipeline.</summary>
    public static string? Inputs(ResourceEntry resource, string verb) => verb switch
    {
        Verbs.Get when resource.IsSingle => null,
        Verbs.Set when resource.IsSingle => $"Rows (PSCustomObject, hashtable, data row), or Authentik.{resource.Noun}, which says on which server",
        Verbs.New => $"Rows (PSCustomObject, hashtable, data row), or Authentik.{resource.Noun} as a pattern",
        Verbs.Set => $"Authentik.{resource.Noun}, names and ids, or rows (PSCustomObject, hashtable, data row)",
        _ => $"Authentik.{resource.Noun}, names and ids",
    };

    /// <summary>What comes out.</summary>
    public static string? Outputs(ResourceEntry resource, string verb) => verb switch
    {
        Verbs.Remove => null,
        Verbs.Set => $"None, or Authentik.{resource.Noun} with -PassThru",
        _ => $"Authentik.{resource.Noun}",
    };

    private static string Operations(ResourceEntry resource, string verb)
    {
        var path = resource.Kinds is { } kinds && verb != Verbs.Get ? kinds.Path : resource.Path;
        var one = $"{path}{{{resource.Key}}}/";
        return verb switch
        {
            Verbs.Get when resource.IsSingle => $"GET {path}",
            Verbs.Set when resource.IsSingle => $"PATCH {path}",
            Verbs.Get when resource.Without.HasFlag(Missing.Retrieve) => $"GET {path}",
            Verbs.Get => $"GET {resource.Path}, and GET {resource.Path}{{{resource.Key}}}/ for one",
            Verbs.New => $"POST {path}",
            Verbs.Set => $"PATCH {one}",
            _ => $"DELETE {one}",
        };
    }
}
