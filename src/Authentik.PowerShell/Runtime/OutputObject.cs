using System.Globalization;
using System.Management.Automation;
using System.Text.Json;
using Authentik.Book;
using Authentik.Masking;

namespace Authentik.Commands;

/// <summary>
/// Prepares objects for the pipeline: what doesn't fit a typed property becomes a note property, and secrets that authentik recorded are
/// masked.
/// </summary>
internal static class OutputObject
{
    /// <summary>
    /// Prepares an object. One from the list of a family has only the family's fields, and is shown as one of the family.
    /// </summary>
    public static object Prepare(AuthentikObject found, Resource resource, bool showsSecrets = false)
    {
        if (found.Resource?.Family == resource.Noun)
        {
            PSObject.AsPSObject(found).TypeNames.Insert(0, $"Authentik.{resource.Noun}");
        }

        return Prepare(found, showsSecrets);
    }

    /// <summary>Prepares an object.</summary>
    public static object Prepare(AuthentikObject found, bool showsSecrets = false)
    {
        if (found.IsPlain)
        {
            return found;
        }

        List<AuthentikObject> all = [found, .. found.ListNested()];

        // Unknown fields beside recorded ones are probably recorded, too.
        var masksTexts = !showsSecrets && all.Exists(one => one.Recorded.Count > 0);
        foreach (var one in all)
        {
            if (showsSecrets)
            {
                MarkShown(one);
            }
            else
            {
                RecordedSecrets.MaskFields(one);
            }

            AddNotes(one, masksTexts);
        }

        return found;
    }

    private static void MarkShown(AuthentikObject found)
    {
        foreach (var map in found.Recorded.Select(found.ValueOf).OfType<JsonDictionary>())
        {
            map.ShowsSecrets = true;
        }
    }

    private static void AddNotes(AuthentikObject found, bool masksTexts)
    {
        foreach (var (name, value) in found.Rest)
        {
            var property = found.PropertyOf(name) is { } known ? $"{known}Raw" : ToPascalCase(name);
            var read = ToPowerShell(value, IsSecret(found, name));
            var note = masksTexts && read is not null ? RecordedSecrets.Mask(read) : read;
            NoteProperties.Add(PSObject.AsPSObject(found), property, note);
        }
    }

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
