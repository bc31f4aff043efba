using System.Text.Json;
using Authentik.Sandboxing.Http;
using Authentik.Sandboxing.State;

namespace Authentik.Sandboxing.Writing;

/// <summary>Converts the values of a request to those that are stored, or reports errors as the server does.</summary>
internal sealed class ValueReader(ServerState state)
{
    private const string NotNull = "This field may not be null.";

    /// <summary>Reads the value of a field of a resource.</summary>
    /// <exception cref="InvalidValueException">The server rejects the value.</exception>
    public JsonNode? Read(Resource resource, Field field, JsonNode? value)
    {
        if (value is null)
        {
            return field.IsNullable ? null : throw new InvalidValueException(NotNull);
        }

        if (state.Catalog.IsLines(field))
        {
            return PlainValues.ReadString(value, isBlankAllowed: true);
        }

        if (value is JsonObject && state.Facts.IsStoredAsSent(resource, field))
        {
            return value.DeepClone();
        }

        if (field.IsList)
        {
            return ReadList(field, value);
        }

        return field.Type switch
        {
            FieldType.Duration when field.AsMinutes.Contains(state.Version) => PlainValues.ReadInteger(value),
            FieldType.Text or FieldType.Duration => ReadStringOf(resource, field, value),
            FieldType.Enum => ReadChoice(field, value, isBlankAllowed: HasEmptyDefault(resource, field)),
            FieldType.Json => ReadJson(field, value),
            FieldType.Uuid when state.Facts.IsTarget(resource, field.Name) => ReadTarget(field, value),
            _ => ReadOne(field, value),
        };
    }

    private JsonNode? ReadTarget(Field field, JsonNode value)
    {
        var text = value.ToString();
        CheckIdFormat(FieldType.Uuid, value, text);
        return Targets.Find(state, field.TargetNouns, text)?.Id.DeepClone() ?? throw MissingObject(text);
    }

    private bool HasEmptyDefault(Resource resource, Field field) =>
        state.Facts.TryDefault(resource, field, out var known) && known.AsString() == string.Empty;

    private JsonNode? ReadOne(Field field, JsonNode? value) => field.Type switch
    {
        _ when value is null => throw new InvalidValueException(NotNull),
        FieldType.Text or FieldType.Duration => PlainValues.ReadString(value, isBlankAllowed: false),
        FieldType.Integer => PlainValues.ReadInteger(value),
        FieldType.Number => PlainValues.ReadNumber(value),
        FieldType.Boolean => PlainValues.ReadBoolean(value),
        FieldType.Date => PlainValues.ReadDate(value),
        FieldType.Uuid => PlainValues.ReadUuid(value),
        FieldType.Enum => ReadChoice(field, value, isBlankAllowed: false),
        FieldType.Reference => ReadReference(field, value),
        FieldType.Shape => ReadShape(field.Shape!, value),
        _ => value.DeepClone(),
    };

    private JsonArray ReadList(Field field, JsonNode value)
    {
        if (value is not JsonArray list)
        {
            var message = $"Expected a list of items but got type \"{value.GetPythonType()}\".";
            throw field.Type == FieldType.Shape
                ? new InvalidValueException(new JsonObject { [FieldErrors.General] = new JsonArray(message) })
                : new InvalidValueException(message);
        }

        return field.Type switch
        {
            FieldType.Reference => ReadReferences(field, list),
            FieldType.Shape => ReadShapes(field, list),
            _ => ReadItems(field, list),
        };
    }

    // Only the first invalid id is reported; an id that occurs twice counts once.
    private JsonArray ReadReferences(Field field, JsonArray list)
    {
        var found = list.Select(item => ReadReference(field, item)).ToList();
        return new JsonArray([.. found.DistinctBy(id => id!.ToString())]);
    }

    // Each nested object has its own errors; those of a valid one are empty.
    private JsonArray ReadShapes(Field field, JsonArray list)
    {
        var (read, errors) = (new JsonArray(), new JsonArray());
        foreach (var item in list)
        {
            var (value, wrong) = Try(() => ReadShape(field.Shape!, item));
            read.Add(value);
            errors.Add(wrong ?? new JsonObject());
        }

        return errors.Any(error => error is not JsonObject { Count: 0 }) ? throw new InvalidValueException(errors) : read;
    }

    // Invalid plain values are reported by their index.
    private JsonArray ReadItems(Field field, JsonArray list)
    {
        var (read, errors) = (new JsonArray(), new JsonObject());
        for (var i = 0; i < list.Count; i++)
        {
            var (value, wrong) = Try(() => ReadOne(field, list[i]));
            read.Add(value);
            if (wrong is not null)
            {
                errors[i.ToString(CultureInfo.InvariantCulture)] = wrong;
            }
        }

        return errors.Count > 0 ? throw new InvalidValueException(errors) : read;
    }

    private JsonObject ReadShape(Shape shape, JsonNode? value)
    {
        if (value is not JsonObject given)
        {
            throw new InvalidValueException(new JsonObject
            {
                [FieldErrors.General] = new JsonArray($"Invalid data. Expected a dictionary, but got {value.GetPythonType()}."),
            });
        }

        var (read, errors) = (new JsonObject(), new FieldErrors());
        foreach (var field in shape.Fields.Where(field => field.Writable.Contains(state.Version)))
        {
            ReadShapeField(field, given, read, errors);
        }

        return errors.Any ? throw new InvalidValueException(errors.Json) : read;
    }

    private void ReadShapeField(Field field, JsonObject given, JsonObject read, FieldErrors errors)
    {
        if (!given.TryGetPropertyValue(field.Name, out var value))
        {
            if (state.Catalog.Requires(field))
            {
                errors.Add(field.Name, "This field is required.");
                return;
            }

            read[field.Name] = Defaults.CreateEmpty(state, field);
            return;
        }

        var (kept, wrong) = Try(() => ReadInside(field, value));
        read[field.Name] = kept;
        if (wrong is not null)
        {
            errors.Add(field.Name, wrong);
        }
    }

    private JsonNode? ReadInside(Field field, JsonNode? value) => value switch
    {
        null => field.IsNullable ? null : throw new InvalidValueException(NotNull),
        _ when field.IsList => ReadList(field, value),
        _ when field.Type == FieldType.Text => PlainValues.ReadString(value, isBlankAllowed: !state.Catalog.Requires(field)),
        _ => ReadOne(field, value),
    };

    private JsonNode? ReadReference(Field field, JsonNode? value)
    {
        if (value is null)
        {
            throw new InvalidValueException(NotNull);
        }

        if (state.Catalog.FindTarget(field) is not { } target)
        {
            return value.DeepClone();
        }

        var text = value.ToString();
        CheckIdFormat(state.Catalog.FindRoot(target).IdType, value, text);

        return state.Objects.Find(target, text)?.Id.DeepClone() ?? throw MissingObject(text);
    }

    private static InvalidValueException MissingObject(string id) => new($"Invalid pk \"{id}\" - object does not exist.");

    private static void CheckIdFormat(FieldType idKind, JsonNode value, string text)
    {
        if (idKind == FieldType.Integer && !long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _))
        {
            throw new InvalidValueException($"Incorrect type. Expected pk value, received {value.GetPythonType()}.");
        }

        if (idKind == FieldType.Uuid && !Guid.TryParse(text, out _))
        {
            throw new InvalidValueException($"“{text}” is not a valid UUID.");
        }
    }

    private JsonNode ReadStringOf(Resource resource, Field field, JsonNode value)
    {
        var hasDefault = state.Facts.TryDefault(resource, field, out var known) && known.AsString() is { Length: > 0 };
        var isBlankAllowed = state.Catalog.Requires(field) ? state.Facts.IsBlankAllowed(resource, field) : !hasDefault;
        var text = PlainValues.ReadString(value, isBlankAllowed);
        StringFormats.Check(resource, field, text, state);
        return text;
    }

    private JsonNode ReadChoice(Field field, JsonNode value, bool isBlankAllowed)
    {
        var text = value.ToString();
        var isKnown = field.Values?.Find(text)?.Versions.Contains(state.Version) ?? field.Values is null;
        return isKnown || (text.Length == 0 && isBlankAllowed)
            ? text
            : throw new InvalidValueException($"\"{text}\" is not a valid choice.");
    }

    private static JsonNode ReadJson(Field field, JsonNode value) => value is JsonObject || !IsDictionary(field)
        ? value.DeepClone()
        : throw new InvalidValueException("Value must be a dictionary, and not have any duplicate keys.");

    // Only these fields were seen to require an object.
    private static bool IsDictionary(Field field) => field.Name is "attributes" or "settings" or "context" or "config" or "fixed_data";

    private static (JsonNode? Value, JsonNode? Errors) Try(Func<JsonNode?> read)
    {
        try
        {
            return (read(), null);
        }
        catch (InvalidValueException bad)
        {
            return (null, bad.Errors);
        }
    }
}
