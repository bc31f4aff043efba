using System.Collections;
using System.Globalization;
using System.Security;
using System.Text.Json.Nodes;
using Authentik.Book;
using NodeValue = System.Text.Json.Nodes.JsonValue;

namespace Authentik.Requests;

/// <summary>Makes the body of a request out of values: checked against the server's version, names turned into ids.</summary>
internal sealed class BodyBuilder(ApiClient api, IdentityResolver resolver)
{
    private readonly VersionGate gate = new(api.Session, api.Log);

    /// <summary>Takes out columns that the server only shows, and refuses what cannot be sent, without a request: wrong versions, null where there is none, unknown values.</summary>
    /// <exception cref="InputException">A value cannot be sent.</exception>
    public void Check(Resource resource, FieldValues values, bool isNew)
    {
        gate.Check(resource, isNew ? Operations.New : Operations.Set);
        values.DropShownColumns(gate);
        foreach (var (field, value) in values.All)
        {
            CheckVerb(resource, field, isNew);
            CheckField(field, value);
        }

        if (isNew)
        {
            CheckRequired(resource, values, field => field.OnlyKinds is null);
        }
    }

    /// <summary>Refuses a new object without the fields that its kind demands.</summary>
    /// <exception cref="InputException">A field is missing.</exception>
    public void CheckRequired(Resource resource, FieldValues values, Kind kind) =>
        CheckRequired(resource, values, field => field.OnlyKinds?.Contains(kind.Name) == true);

    /// <summary>The body. References are looked up where a name was given.</summary>
    /// <exception cref="InputException">A value cannot be sent, or a name is nobody's.</exception>
    public async Task<JsonObject> BuildAsync(FieldValues values, CancellationToken cancellation)
    {
        var body = new JsonObject();
        foreach (var (field, value) in values.All)
        {
            body[field.Name] = await WriteAsync(field, value, cancellation);
        }

        return body;
    }

    // A row may have a column of a field that this verb does not send.
    private static void CheckVerb(Resource resource, Field field, bool isNew)
    {
        if (!field.SentBy.HasFlag(isNew ? Operations.New : Operations.Set))
        {
            throw new InputException(
                InputProblem.InvalidValue,
                $"{field.Parameter} of {Words.A(resource.Title)} can be given {(isNew ? "only when it is changed" : "only when it is made")}.",
                field.Parameter);
        }
    }

    private void CheckField(Field field, object? value)
    {
        var name = $"-{field.Parameter}";
        gate.Check(name, field.Writable, field.Otherwise);
        if (value is null)
        {
            CheckNull(field, name);
            return;
        }

        foreach (var item in field.IsList ? ((IEnumerable)value).Cast<object?>() : [value])
        {
            CheckValue(field, item, name);
        }
    }

    private static void CheckNull(Field field, string name)
    {
        if (!field.IsNullable || field.RefusesNull)
        {
            var why = field switch
            {
                { IsList: true } => "use @() to empty the list",
                { Kind: FieldKind.Text } => "use '' to empty it, where the server lets it be empty",
                _ => "authentik keeps no empty value for it",
            };
            throw new InputException(InputProblem.InvalidValue, $"{name} cannot be null: {why}.", name);
        }
    }

    private void CheckValue(Field field, object? item, string name)
    {
        switch (item)
        {
            case null:
                throw new InputException(InputProblem.InvalidValue, $"{name} holds a null in its list.", name);
            case string text when field.Values is { } values:
                CheckChoice(values, text, name);
                break;
            case AuthentikObject nested when field.Kind == FieldKind.Shape:
                CheckNested(field, nested, name);
                break;
            default:
                Origin.Check(item, name, api.Session);
                break;
        }
    }

    private void CheckChoice(EnumSet values, string text, string name)
    {
        if (values.Find(text) is { } known)
        {
            gate.Check($"{name} {text}", known.Versions, known.Instead is null ? null : $"Use {known.Instead}.");
            return;
        }

        if (gate.Decides)
        {
            var choices = values.Values.Where(value => gate.Allows(value.Versions)).Select(value => value.Text);
            throw new InputException(
                InputProblem.InvalidValue, $"'{text}' is none of the values of {name}: {string.Join(", ", choices)}. Upper and lower case differ.", text);
        }
    }

    private void CheckNested(Field field, AuthentikObject nested, string name)
    {
        RedirectUriCheck.Check(nested, name);
        foreach (var part in field.Shape!.Fields)
        {
            var value = nested.ValueOf(part.Name);
            if (value is null)
            {
                if (!part.Required.IsNone && gate.Holds(part.Required))
                {
                    throw new InputException(InputProblem.MissingValue, $"{name} needs a value for {part.Name}.", nested);
                }
            }
            else if (value is string text && part.Values is { } values && !IsDefault(part, text))
            {
                gate.Check($"{name} with {part.Name} {text}", part.Writable);
                CheckChoice(values, text, $"{name} {part.Name}");
            }
        }
    }

    // The first value of a set is what servers without the field take for granted.
    private static bool IsDefault(Field part, string text) => part.Values!.Values[0].Text == text;

    private void CheckRequired(Resource resource, FieldValues values, Func<Field, bool> isMeant)
    {
        var missing = resource.Fields
            .Where(field => isMeant(field) && !field.Required.IsNone && gate.Holds(field.Required) && !values.Has(field.Name))
            .Select(field => $"-{field.Parameter}")
            .ToArray();
        if (missing.Length > 0 && !api.Session.SkipVersionCheck)
        {
            throw new InputException(
                InputProblem.MissingValue,
                $"authentik {api.Session.ServerVersion} makes no {resource.Title} without {string.Join(" and ", missing)}.");
        }
    }

    private async Task<JsonNode?> WriteAsync(Field field, object? value, CancellationToken cancellation)
    {
        if (value is null)
        {
            return null;
        }

        if (!field.IsList)
        {
            return await WriteOneAsync(field, value, cancellation);
        }

        var items = ((IEnumerable)value).Cast<object>().ToArray();
        if (gate.Holds(field.Lines))
        {
            return NodeValue.Create(string.Join('\n', items.Select(item => item.ToString())));
        }

        var list = new JsonArray();
        foreach (var item in items)
        {
            list.Add(await WriteOneAsync(field, item, cancellation));
        }

        return list;
    }

    private async Task<JsonNode?> WriteOneAsync(Field field, object value, CancellationToken cancellation) => value switch
    {
        Identity identity => await resolver.ReferenceAsync(identity, cancellation) switch
        {
            long number => NodeValue.Create(number),
            var id => NodeValue.Create(id.ToString()),
        },
        AnyIdentity any => NodeValue.Create((await resolver.Any.ReferenceAsync(any, field.Kinds, cancellation)).ToString()),
        SecureString secret => Secret(secret),
        AuthentikObject nested when field.Kind == FieldKind.Shape => WriteNested(field.Shape!, nested),
        _ => JsonWriting.Write(value, field.Parameter ?? field.Name),
    };

    // What is sent as a secret is never shown afterwards, whatever the server answers.
    private NodeValue Secret(SecureString secret)
    {
        var text = SecretText.Reveal(secret);
        api.Session.Redactor.LearnSent(text);
        return NodeValue.Create(text)!;
    }

    private JsonObject WriteNested(Shape shape, AuthentikObject nested)
    {
        var json = new JsonObject();
        foreach (var part in shape.Fields.Where(part => gate.Allows(part.Writable)))
        {
            if (nested.ValueOf(part.Name) is { } value)
            {
                json[part.Name] = JsonWriting.Write(value, part.Name);
            }
        }

        return json;
    }
}
