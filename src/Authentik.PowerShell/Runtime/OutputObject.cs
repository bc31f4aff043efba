using System.Collections.Specialized;
using System.Globalization;
using System.Management.Automation;
using System.Text.Json;
using Authentik.Book;

namespace Authentik.Commands;

/// <summary>Makes objects ready for the pipeline: what no typed property holds becomes a note property.</summary>
internal static class OutputWriter
{
    /// <summary>The object with its note properties. One that a family's list gave is shown as one of the family, for it has no more.</summary>
    public static object Prepare(AuthentikObject found, Resource resource)
    {
        if (found.Resource?.Family == resource.Noun)
        {
            PSObject.AsPSObject(found).TypeNames.Insert(0, $"Authentik.{resource.Noun}");
        }

        AddNotes(found);
        foreach (var nested in Nested(found))
        {
            AddNotes(nested);
        }

        return found;
    }

    private static void AddNotes(AuthentikObject found)
    {
        foreach (var (name, value) in found.Rest)
        {
            var property = found.PropertyOf(name) is { } known ? $"{known}Raw" : Pascal(name);
            var wrapper = PSObject.AsPSObject(found);
            if (wrapper.Properties[property] is null)
            {
                wrapper.Properties.Add(new PSNoteProperty(property, ToPowerShell(value, IsSecret(found, name))));
            }
        }
    }

    private static IEnumerable<AuthentikObject> Nested(AuthentikObject found) => found.Present
        .Select(found.ValueOf)
        .SelectMany(value => value switch
        {
            AuthentikObject one => [one],
            AuthentikObject[] many => many,
            _ => Enumerable.Empty<AuthentikObject>(),
        })
        .SelectMany(one => Nested(one).Prepend(one));

    // A field the book does not know may be a secret all the same.
    private static bool IsSecret(AuthentikObject found, string name) =>
        Redactor.IsSecretName(name) || (found.Resource is { } resource && resource.TryField(name, out var field) && field.IsSecret);

    // What is below the name of a secret is one as well.
    private static object? ToPowerShell(JsonElement value, bool isSecret) => JsonFields.ReadAny(
        value, json => Map(json, isSecret), text => isSecret ? new UnknownSecret(SecretText.Protect(text)) : text);

    private static OrderedDictionary Map(JsonElement json, bool isSecret)
    {
        var map = new OrderedDictionary(StringComparer.Ordinal);
        foreach (var property in json.EnumerateObject())
        {
            map[property.Name] = ToPowerShell(property.Value, isSecret || Redactor.IsSecretName(property.Name));
        }

        return map;
    }

    private static string Pascal(string name) => string.Concat(name
        .Split('_', StringSplitOptions.RemoveEmptyEntries)
        .Select(word => char.ToUpper(word[0], CultureInfo.InvariantCulture) + word[1..]));
}
