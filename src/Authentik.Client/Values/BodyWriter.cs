using System.Collections;
using System.Security;
using System.Text.Json.Nodes;
using Authentik.Book;
using Authentik.Naming;
using Authentik.Sessions;

namespace Authentik.Values;

/// <summary>Writes values that were checked into the body of a request, with ids in the place of names.</summary>
internal sealed class BodyWriter(Call call, References references)
{
    /// <summary>The body. References are looked up where a name was given.</summary>
    /// <exception cref="InputException">A value has no form in JSON, or no object has the name.</exception>
    public async Task<JsonObject> WriteAsync(FieldValues values, CancellationToken cancellation)
    {
        var body = new JsonObject();
        foreach (var (field, value) in values.All)
        {
            body[field.Name] = value is null ? null : await WriteAsync(field, value, cancellation);
        }

        return body;
    }

    /// <summary>The values of a list, each as the body of a request has it. Lines of text are strings.</summary>
    /// <exception cref="InputException">A value has no form in JSON, or no object has the name.</exception>
    public async Task<IReadOnlyList<JsonNode>> WriteItemsAsync(Field field, object value, CancellationToken cancellation)
    {
        var isLine = call.Gate.IsCertain(field.AsLines);
        var list = new List<JsonNode>();
        foreach (var item in ((IEnumerable)value).Cast<object>())
        {
            list.Add(isLine ? JsonValue.Create(item.ToString()!) : (await WriteOneAsync(field, item, cancellation))!);
        }

        return list;
    }

    private async Task<JsonNode?> WriteAsync(Field field, object value, CancellationToken cancellation)
    {
        if (!field.IsList)
        {
            return await WriteOneAsync(field, value, cancellation);
        }

        var items = await WriteItemsAsync(field, value, cancellation);
        return call.Gate.IsCertain(field.AsLines) ? JsonValue.Create(string.Join('\n', items)) : new JsonArray([.. items]);
    }

    private async Task<JsonNode?> WriteOneAsync(Field field, object value, CancellationToken cancellation) => value switch
    {
        Identity or AnyIdentity => await references.FindAsync(value, field.TargetNouns, cancellation) switch
        {
            long number => JsonValue.Create(number),
            var id => JsonWriting.Write(id.ToString(), field.Parameter ?? field.Name),
        },
        Duration duration when call.Gate.IsCertain(field.AsMinutes) => JsonValue.Create(duration.ToMinutes()),
        SecureString secret => WriteSecret(secret, field.Parameter ?? field.Name),
        AuthentikObject nested when field.Type == FieldType.Shape => WriteParts(field.Shape!, nested),
        _ => JsonWriting.Write(value, field.Parameter ?? field.Name),
    };

    // The server can repeat the secret in its response, so it is redacted from now on.
    private JsonNode? WriteSecret(SecureString secret, string name)
    {
        var text = SecretText.Reveal(secret);
        call.Redactor.LearnSent(text);
        return JsonWriting.Write(text, name);
    }

    /// <summary>A nested object as the body of a request has it.</summary>
    public JsonObject WriteParts(Shape shape, AuthentikObject nested)
    {
        var json = new JsonObject();
        foreach (var part in shape.Fields.Where(part => call.Gate.IsPossible(part.Writable)))
        {
            if (nested.ValueOf(part.Name) is { } value)
            {
                json[part.Name] = JsonWriting.Write(value, part.Name);
            }
        }

        return json;
    }
}
