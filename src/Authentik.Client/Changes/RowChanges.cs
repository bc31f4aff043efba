using System.Text.Json;
using Authentik.Book;
using Authentik.Comparing;
using Authentik.Http;
using Authentik.Masking;
using Authentik.Values;

namespace Authentik.Changes;

/// <summary>
/// What was edited in a row that was an object, such as one of an exported file. Only that is sent: the server could store even an equal
/// value in another form, and would lose what somebody else changed since.
/// </summary>
internal sealed class RowChanges(ApiClient api, Resource resource, BodyWriter bodies)
{
    /// <summary>True if the values are those of such a row.</summary>
    public bool IsCompared(FieldValues values) => values.IsOfObject && (resource.IsSingle || resource.Offers(Feature.Detail));

    /// <summary>Reads the object, and removes from the values of the columns those that it has.</summary>
    /// <returns>The object as it is.</returns>
    /// <exception cref="InputException">The row is of another object, or a name can't be found.</exception>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public async Task<ApiResponse> RemoveUneditedAsync(string path, FieldValues values, CancellationToken cancellation)
    {
        var body = await bodies.WriteAsync(values, cancellation);
        var stored = await api.GetAsync(path, [], cancellation);
        RequireSameObject(values, stored.JsonObject);

        // The row can have masks in the place of secrets.
        var unedited = WriteCheck.ListStored(values, body, stored.JsonObject);
        if (RecordedSecrets.FindMasked(resource, stored.JsonObject) is { } shown)
        {
            unedited = unedited.Concat(WriteCheck.ListStored(values, body, shown));
        }

        foreach (var field in unedited.Where(field => values.IsColumn(field.Name)).ToList())
        {
            values.Remove(field.Name);
        }

        foreach (var (field, value) in values.All)
        {
            MaskedValues.Refuse(field, value, field.Property);
        }

        return stored;
    }

    // The number of an object is that of another one on another server, and its name may be what was edited.
    private void RequireSameObject(FieldValues values, JsonElement stored)
    {
        if (values.Proof is var (field, value)
            && stored.TryGetProperty(field.Name, out var known)
            && !string.Equals(known.ToString(), value, StringComparison.OrdinalIgnoreCase))
        {
            var name = resource.Names.Count > 0 && stored.TryGetProperty(resource.Names[0], out var text) ? $" '{text}'" : string.Empty;
            throw new InputException(
                InputProblem.Contradiction,
                $"On {api.Session.Uri}, the {resource.Title}{name} has the {field.Property} {known}, and the row says {value}. The row is "
                    + $"of another {resource.Title}, or of another server, so nothing was changed. Remove the columns {field.Property} and "
                    + $"{resource.GetField(resource.Id).Property} to identify the {resource.Title} by name.",
                value);
        }
    }
}
