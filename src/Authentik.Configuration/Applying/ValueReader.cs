using System.Text.Json;
using System.Text.Json.Nodes;
using Authentik.Book;
using Authentik.Values;

namespace Authentik.Configuration;

/// <summary>Turns the values of a configuration into those that the client sends.</summary>
internal sealed class ValueReader(KnownObjects known, ApplyOptions options)
{
    /// <summary>The values of fields.</summary>
    /// <param name="one">The object of the configuration.</param>
    /// <param name="fields">The fields that are meant. What the object has no value for is left out.</param>
    /// <param name="notes">Gets what is left out although the object has it.</param>
    /// <param name="cancellation">Cancels the requests.</param>
    /// <exception cref="InputException">A value doesn't fit its field, or nothing has a name.</exception>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public async Task<FieldValues> ReadAsync(
        ConfigurationObject one, IEnumerable<Field> fields, List<string> notes, CancellationToken cancellation)
    {
        var values = new FieldValues();
        var typed = Fill(one);
        foreach (var field in fields.Where(field => one.Values.ContainsKey(field.Name)))
        {
            var value = one.Values[field.Name];
            if (!field.IsSecret)
            {
                values.Set(field, await ReadAsync(one, field, value, typed, cancellation));
            }
            else if (SecretReference.FindName(value) is null)
            {
                // What is no secret of this kind of object, such as a certificate without its key.
                values.Set(field, value?.ToString());
            }
            else if (await FindSecretAsync(value, cancellation) is { } secret)
            {
                values.Set(field, secret);
            }
            else
            {
                var name = SecretReference.FindName(value);
                notes.Add($"{field.Name}: the secret '{name}' isn't known, so it wasn't set. Use -Secret or -Vault.");
            }
        }

        return values;
    }

    private async Task<object?> ReadAsync(
        ConfigurationObject one, Field field, JsonNode? value, AuthentikObject typed, CancellationToken cancellation)
    {
        if (value is null)
        {
            return null;
        }

        if (field.ReferencedNouns.Count == 0)
        {
            return typed.ValueOf(field.Name) ?? throw Misfit(one, field, value);
        }

        if (!field.IsList)
        {
            return await known.IdentifyAsync(field, value, cancellation);
        }

        var identities = new List<object>();
        foreach (var reference in (value as JsonArray ?? throw Misfit(one, field, value)).OfType<JsonNode>())
        {
            identities.Add(await known.IdentifyAsync(field, reference, cancellation));
        }

        return identities.ToArray();
    }

    private async Task<object?> FindSecretAsync(JsonNode? reference, CancellationToken cancellation) =>
        SecretReference.FindName(reference) is { } name ? await options.FindSecret(name, cancellation) : null;

    // The class of the kind converts values as it does those of a response.
    private static AuthentikObject Fill(ConfigurationObject one)
    {
        var plain = one.Resource.Fields
            .Where(field => field is { ReferencedNouns.Count: 0, IsSecret: false } && one.Values[field.Name] is not null)
            .Select(field => KeyValuePair.Create(field.Name, one.Values[field.Name]?.DeepClone()));
        var typed = one.Resource.CreateObject();
        typed.Fill(JsonSerializer.SerializeToElement(new JsonObject(plain)), session: null);
        return typed;
    }

    private static InputException Misfit(ConfigurationObject one, Field field, JsonNode value) => new(
        InputProblem.InvalidValue,
        $"{one.Origin?.Of(field.Name) ?? one.ToString()}: '{value.ToJsonString(PlainJson.Options)}' isn't a value for {field.Name}.",
        field.Name);
}
