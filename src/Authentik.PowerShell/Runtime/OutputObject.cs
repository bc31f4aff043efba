using System.Globalization;
using System.Management.Automation;
using System.Text.Json;
using Authentik.Book;

namespace Authentik.Commands;

/// <summary>Prepares objects for the pipeline: what doesn't fit a typed property becomes a note property.</summary>
internal static class OutputObject
{
    /// <summary>
    /// Adds the note properties. An object from the list of a family has only the family's fields, and is shown as one of the family.
    /// </summary>
    public static object Prepare(AuthentikObject found, Resource resource)
    {
        if (found.Resource?.Family == resource.Noun)
        {
            PSObject.AsPSObject(found).TypeNames.Insert(0, $"Authentik.{resource.Noun}");
        }

        return Prepare(found);
    }

    /// <summary>Adds the note properties.</summary>
    public static object Prepare(AuthentikObject found)
    {
        AddNotes(found);
        foreach (var nested in ListNested(found))
        {
            AddNotes(nested);
        }

        return found;
    }

    private static void AddNotes(AuthentikObject found)
    {
        foreach (var (name, value) in found.Rest)
        {
            var property = found.PropertyOf(name) is { } known ? $"{known}Raw" : ToPascalCase(name);
            NoteProperties.Add(PSObject.AsPSObject(found), property, ToPowerShell(value, IsSecret(found, name)));
        }
    }

    private static IEnumerable<AuthentikObject> ListNested(AuthentikObject found) => found.Present
        .Select(found.ValueOf)
        .SelectMany(value => value switch
        {
            AuthentikObject one => [one],
            IEnumerable<AuthentikObject> many => many,
            _ => Enumerable.Empty<AuthentikObject>(),
        })
        .SelectMany(one => ListNested(one).Prepend(one));

    // A field that the book doesn't know can be a secret too.
    private static bool IsSecret(AuthentikObject found, string name) =>
        Redactor.IsSecretName(name) || (found.Resource is { } resource && resource.TryFindField(name, out var field) && field.IsSecret);

    // Everything inside a secret is secret.
    private static object? ToPowerShell(JsonElement value, bool isSecret) => JsonFields.ReadAny(
        value, json => ToDictionary(json, isSecret), text => isSecret ? UnknownSecret.FromText(text) : text);

    private static JsonDictionary ToDictionary(JsonElement json, bool isSecret)
    {
        var map = new JsonDictionary();
        foreach (var property in json.EnumerateObject())
        {
            map[property.Name] = ToPowerShell(property.Value, isSecret || Redactor.IsSecretName(property.Name));
        }

        return map;
    }

    private static string ToPascalCase(string name) => string.Concat(name
        .Split('_', StringSplitOptions.RemoveEmptyEntries)
        .Select(word => char.ToUpper(word[0], CultureInfo.InvariantCulture) + word[1..]));
}
