using System.Collections;
using System.Text.Json.Nodes;
using Authentik.Book;
using Authentik.Http;
using Authentik.Naming;
using Authentik.Values;

namespace Authentik;

/// <summary>Writes the parameters of an action into its path, query and body, with ids in the place of names.</summary>
internal sealed class ActionWriter(ApiClient api, ApiAction action, Lookup lookup, References references)
{
    private readonly BodyWriter bodies = new(api.Call, references);

    /// <summary>True for a parameter that is sent in the body.</summary>
    public bool IsInBody(Field field) => !field.IsInPath && !IsInQuery(field);

    /// <summary>The path, with the key of the object and the parameters that belong there.</summary>
    /// <exception cref="InputException">A name can't be found.</exception>
    public async Task<string> WritePathAsync(string path, Identity? target, FieldValues values, CancellationToken cancellation)
    {
        var ids = new Queue<string>();
        if (target is not null)
        {
            ids.Enqueue(await lookup.FindKeyAsync(target, cancellation));
        }

        foreach (var field in action.Fields.Where(field => field.IsInPath && values.Has(field.Name)))
        {
            if (field.With is { } with)
            {
                ids.Enqueue(with.Value);
            }

            ids.Enqueue(await WriteTextAsync(field, values.Get(field.Name)!, cancellation));
        }

        return string.Join('/', path.Split('/').Select(part => part.StartsWith('{') ? ListPaths.EscapeKey(ids.Dequeue()) : part));
    }

    /// <summary>The query.</summary>
    /// <exception cref="InputException">A name can't be found.</exception>
    public async Task<IReadOnlyList<KeyValuePair<string, string>>> WriteQueryAsync(FieldValues values, CancellationToken cancellation)
    {
        var query = new List<KeyValuePair<string, string>>();
        foreach (var (field, value) in values.All.Where(value => IsInQuery(value.Key) && value.Value is not null))
        {
            foreach (var item in field.IsList ? ((IEnumerable)value!).Cast<object>() : [value!])
            {
                query.Add(new(field.Name, await WriteTextAsync(field, item, cancellation)));
            }
        }

        return query;
    }

    /// <summary>The body.</summary>
    /// <exception cref="InputException">A name can't be found, or a value has no form in JSON.</exception>
    public async Task<JsonObject> WriteBodyAsync(FieldValues values, CancellationToken cancellation)
    {
        var whole = values.All.FirstOrDefault(value => value.Key.IsWholeBody);
        var body = whole.Value is null
            ? await bodies.WriteAsync(values.Where(IsWrittenAlone), cancellation)
            : WriteWhole(whole.Key, whole.Value);
        foreach (var (field, value) in values.All.Where(value => IsInBody(value.Key) && value.Value is not null))
        {
            await WriteTogetherAsync(field, value!, body, cancellation);
        }

        foreach (var (name, value) in action.Fixed)
        {
            body[name] = value;
        }

        return body;
    }

    private static JsonObject WriteWhole(Field field, object value) => JsonWriting.Write(value, field.Parameter!) as JsonObject
        ?? throw new InputException(InputProblem.InvalidValue, $"{field.Parameter} isn't a JSON object. Specify a hashtable.", value);

    // Where a version is unknown, the newest one counts.
    private bool IsInQuery(Field field) => !field.InQuery.IsNone && (field.InQuery.IsAll || api.Call.Gate.IsCertain(field.InQuery));

    private bool IsWrittenAlone(Field field) =>
        IsInBody(field) && field is { OneOf: null, SentPart: null, Creates: null } && field.Type != FieldType.File;

    // What has another name in the request than its parameter, a part of the object instead of its id, or a body of its own.
    private async Task WriteTogetherAsync(Field field, object value, JsonObject body, CancellationToken cancellation)
    {
        if (field.Creates is not null)
        {
            body[field.Name] = await WriteCreatedAsync(field, value, cancellation);
        }
        else if (field.OneOf is not null || field.SentPart is not null)
        {
            body[field.OneOf ?? field.Name] = await WriteTextAsync(field, value, cancellation);
        }

        if (field.With is { } with)
        {
            body[with.Field] = with.Value;
        }
    }

    private async Task<JsonNode> WriteCreatedAsync(Field field, object value, CancellationToken cancellation)
    {
        var list = new JsonArray();
        foreach (var created in NewObject.List(value))
        {
            var body = await bodies.WriteAsync(created.Values, cancellation);
            if (!field.IsList)
            {
                return body;
            }

            list.Add(body);
        }

        return list;
    }

    private async Task<string> WriteTextAsync(Field field, object value, CancellationToken cancellation) => value switch
    {
        Identity identity when field.SentPart is { } part =>
            QueryText.Write(await references.FindPartAsync(identity, part, cancellation)),
        Identity or AnyIdentity => QueryText.WriteId(
            await references.FindAsync(value, field.TargetNouns, cancellation), field.OmitsHyphens),
        _ when field.Type == FieldType.Json => JsonWriting.Write(value, field.Parameter!)!.ToJsonString(ApiRequest.JsonOptions),
        _ => QueryText.Write(value),
    };
}
