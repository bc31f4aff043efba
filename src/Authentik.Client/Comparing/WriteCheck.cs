using System.Collections;
using System.Text.Json;
using System.Text.Json.Nodes;
using Authentik.Book;
using Authentik.Parsing;
using Authentik.Sessions;
using Authentik.Values;

namespace Authentik.Comparing;

/// <summary>
/// Compares what was sent with what the server says it stored. authentik ignores fields that it doesn't know, and replaces some values
/// by its own, without an error; whoever sent such a value is told.
/// </summary>
internal sealed class WriteCheck(VersionGate gate)
{
    // Longer values, such as expressions, would hide the sentence around them.
    private const int LongestShown = 80;

    /// <summary>Warnings about the fields that weren't stored as they were sent.</summary>
    public IEnumerable<string> Compare(FieldValues values, JsonObject body, JsonElement response)
    {
        foreach (var (field, value) in values.All.Where(value => IsReturned(value.Key)))
        {
            if (response.ValueKind == JsonValueKind.Object && response.TryGetProperty(field.Name, out var stored))
            {
                var names = ListNames(body[field.Name], value);
                foreach (var warning in Compare(field, body, stored).SelectMany(different => Describe(different, names)))
                {
                    yield return warning;
                }
            }
            else if (!IsOnlySent(field))
            {
                yield return $"authentik didn't store {field.Parameter}: its response doesn't have the field.";
            }
        }
    }

    /// <summary>The fields whose value an object has already.</summary>
    public static IEnumerable<Field> ListStored(FieldValues values, JsonObject body, JsonElement stored) => values.All
        .Select(value => value.Key)
        .Where(field => IsReturned(field)
            && stored.TryGetProperty(field.Name, out var value)
            && StoredForm.IsUnedited(field, body[field.Name], JsonTree.Copy(value)));

    private static IEnumerable<Difference> Compare(Field field, JsonObject body, JsonElement stored) =>
        StoredForm.Compare(field, field.Parameter!, body[field.Name], JsonTree.Copy(stored));

    private static bool IsReturned(Field field) => !field.IsWriteOnly && !field.IsSecret;

    private bool IsOnlySent(Field field) => gate.IsCertain(field.Writable) && !gate.IsCertain(field.Readable);

    private static IEnumerable<string> Describe(Difference different, Dictionary<string, string> names)
    {
        if (different.IsListed)
        {
            return DescribeList(different, names);
        }

        var (sent, stored) = (Show(different.Sent, names), Show(different.Stored, names));
        var isShown = sent is not null && stored is not null && !HasSecret(different.Path);
        return [isShown
            ? $"authentik set {different.Path} to {stored}, not {sent}."
            : $"authentik stored another value for {different.Path} than was sent."];
    }

    private static IEnumerable<string> DescribeList(Difference different, Dictionary<string, string> names)
    {
        if (different.Missing.Count > 0)
        {
            yield return $"authentik left {Join(different.Missing, names)} out of {different.Path}.";
        }

        if (different.Added.Count > 0)
        {
            yield return $"authentik added {Join(different.Added, names)} to {different.Path}.";
        }
    }

    private static string Join(IEnumerable<string> values, Dictionary<string, string> names) =>
        string.Join(", ", values.Select(value => $"'{names.GetValueOrDefault(value, value)}'"));

    // Null for what is too long, or has parts of its own.
    private static string? Show(JsonNode? value, Dictionary<string, string> names)
    {
        if (value is null)
        {
            return "null";
        }

        var text = value is JsonValue ? value.ToString() : null;
        return text switch
        {
            null or { Length: > LongestShown } => null,
            _ when text.Contains('\n', StringComparison.Ordinal) => null,
            _ when value.GetValueKind() == JsonValueKind.String || names.ContainsKey(text) => $"'{names.GetValueOrDefault(text, text)}'",
            _ => value.ToJsonString(),
        };
    }

    // Keys of free-form JSON can be anything.
    private static bool HasSecret(string path) => path.Split('.', '[').Any(Redactor.IsSecretName);

    // The names that were specified, by the ids that were sent for them.
    private static Dictionary<string, string> ListNames(JsonNode? sent, object? value)
    {
        var ids = sent is JsonArray list ? [.. list] : new[] { sent };
        var given = value is IEnumerable and not string and not IDictionary ? ((IEnumerable)value).Cast<object?>() : [value];
        var names = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (id, one) in ids.Zip(given))
        {
            if (id is not null && one is Identity or AnyIdentity)
            {
                names[id.ToString()] = one.ToString()!;
            }
        }

        return names;
    }
}
