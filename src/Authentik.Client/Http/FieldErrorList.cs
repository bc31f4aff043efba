using System.Text.Json;

namespace Authentik.Http;

/// <summary>Flattens authentik's nested validation errors into paths such as <c>redirect_uris[0].url</c>.</summary>
internal sealed class FieldErrorList
{
    private readonly Dictionary<string, List<string>> messages = new(StringComparer.Ordinal);

    /// <summary>Takes what was said of one field: a string, a list of strings, or the errors of nested fields.</summary>
    public void Add(string path, JsonElement said)
    {
        switch (said.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var property in said.EnumerateObject())
                {
                    Add(Join(path, property.Name), property.Value);
                }

                break;
            case JsonValueKind.Array:
                AddItems(path, said);
                break;
            case JsonValueKind.Null:
                break;
            default:
                Note(path, said.ToString());
                break;
        }
    }

    /// <summary>The errors by path, with secrets replaced.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Redact(Redactor redactor) => messages
        .GroupBy(error => redactor.RedactText(error.Key)!, StringComparer.Ordinal)
        .ToDictionary(
            errors => errors.Key,
            errors => (IReadOnlyList<string>)[.. errors.SelectMany(error => error.Value).Select(text => redactor.RedactText(text)!)],
            StringComparer.Ordinal);

    private void AddItems(string path, JsonElement items)
    {
        var index = 0;
        foreach (var item in items.EnumerateArray())
        {
            Add(item.ValueKind == JsonValueKind.Object ? $"{path}[{index}]" : path, item);
            index++;
        }
    }

    private void Note(string path, string text)
    {
        if (!messages.TryGetValue(path, out var list))
        {
            messages[path] = list = [];
        }

        list.Add(text);
    }

    // A key that is a number is a position in a list: {"user_pks": {"0": [...]}}.
    private static string Join(string path, string name) =>
        name.All(char.IsAsciiDigit) ? $"{path}[{name}]" : $"{path}.{name}";
}
