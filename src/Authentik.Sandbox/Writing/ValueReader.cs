using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Authentik.Book;
using Authentik.Sandboxing.Data;
using Authentik.Sandboxing.Store;

namespace Authentik.Sandboxing.Writes;

/// <summary>Turns a value of a request into the value that is kept, or says as the server does what is wrong with it.</summary>
internal sealed class ValueReader(World world)
{
    private const string NotNull = "This field may not be null.";
    private const string NotBlank = "This field may not be blank.";

    /// <summary>Reads the value of a field of a resource.</summary>
    /// <exception cref="BadValueException">The server refuses the value.</exception>
    public JsonNode? Read(Resource resource, Field field, JsonNode? value)
    {
        if (value is null)
        {
            return field.IsNullable ? null : throw new BadValueException(NotNull);
        }

        if (world.Catalog.IsLines(field))
        {
            return ReadText(value, isBlankAllowed: true);
        }

        if (value is JsonObject && world.Facts.IsAsSent(resource, field))
        {
            return value.DeepClone();
        }

        if (field.IsList)
        {
            return ReadList(field, value);
        }

        return field.Kind switch
        {
            FieldKind.Text => ReadTextOf(resource, field, value),
            FieldKind.Enum => ReadChoice(field, value, world.Facts.TryDefault(resource, field, out var known) && known.AsText() == string.Empty),
            FieldKind.Json => ReadJson(field, value),
            _ => ReadOne(field, value),
        };
    }

    private JsonNode? ReadOne(Field field, JsonNode? value) => field.Kind switch
    {
        _ when value is null => throw new BadValueException(NotNull),
        FieldKind.Text => ReadText(value, isBlankAllowed: false),
        FieldKind.Integer => ReadInteger(value),
        FieldKind.Number => value.AsNumber() is { } number ? JsonScalar.Create(number) : ParseNumber(value),
        FieldKind.Boolean => ReadBoolean(value),
        FieldKind.Date => ReadDate(value),
        FieldKind.Uuid => Guid.TryParse(value.ToString(), out var id) ? id.ToString() : throw new BadValueException("Must be a valid UUID."),
        FieldKind.Enum => ReadChoice(field, value, isBlankAllowed: false),
        FieldKind.Reference => ReadReference(field, value),
        FieldKind.Shape => ReadShape(field.Shape!, value),
        _ => value.DeepClone(),
    };

    private JsonArray ReadList(Field field, JsonNode value)
    {
        if (value is not JsonArray list)
        {
            var message = $"Expected a list of items but got type \"{value.PythonType()}\".";
            throw field.Kind == FieldKind.Shape
                ? new BadValueException(new JsonObject { [FieldErrors.General] = new JsonArray(message) })
                : new BadValueException(message);
        }

        return field.Kind switch
        {
            FieldKind.Reference => ReadReferences(field, list),
            FieldKind.Shape => ReadShapes(field, list),
            _ => ReadItems(field, list),
        };
    }

    // The first bad one is all that is told about a list of ids; the same id twice counts once.
    private JsonArray ReadReferences(Field field, JsonArray list)
    {
        var found = list.Select(item => ReadReference(field, item)).ToList();
        return new JsonArray([.. found.DistinctBy(id => id!.ToString())]);
    }

    // Of nested objects, each gets its own errors, the good ones empty ones.
    private JsonArray ReadShapes(Field field, JsonArray list)
    {
        var (read, errors) = (new JsonArray(), new JsonArray());
        foreach (var item in list)
        {
            var (value, wrong) = Try(() => ReadShape(field.Shape!, item));
            read.Add(value);
            errors.Add(wrong ?? new JsonObject());
        }

        return errors.Any(error => error is not JsonObject { Count: 0 }) ? throw new BadValueException(errors) : read;
    }

    // Of plain values, the bad ones are told by their place.
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

        return errors.Count > 0 ? throw new BadValueException(errors) : read;
    }

    private JsonObject ReadShape(Shape shape, JsonNode? value)
    {
        if (value is not JsonObject given)
        {
            throw new BadValueException(new JsonObject
            {
                [FieldErrors.General] = new JsonArray($"Invalid data. Expected a dictionary, but got {value.PythonType()}."),
            });
        }

        var (read, errors) = (new JsonObject(), new FieldErrors());
        foreach (var field in shape.Fields.Where(field => field.Writable.Contains(world.Version)))
        {
            ReadShapeField(field, given, read, errors);
        }

        return errors.Any ? throw new BadValueException(errors.Json) : read;
    }

    private void ReadShapeField(Field field, JsonObject given, JsonObject read, FieldErrors errors)
    {
        if (!given.TryGetPropertyValue(field.Name, out var value))
        {
            if (world.Catalog.Requires(field))
            {
                errors.Add(field.Name, "This field is required.");
                return;
            }

            read[field.Name] = Defaults.OfType(world, field);
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
        null => field.IsNullable ? null : throw new BadValueException(NotNull),
        _ when field.IsList => ReadList(field, value),
        _ when field.Kind == FieldKind.Text => ReadText(value, isBlankAllowed: !world.Catalog.Requires(field)),
        _ => ReadOne(field, value),
    };

    private JsonNode? ReadReference(Field field, JsonNode? value)
    {
        if (value is null)
        {
            throw new BadValueException(NotNull);
        }

        if (world.Catalog.Target(field) is not { } target)
        {
            return value.DeepClone();
        }

        var text = value.ToString();
        RequireForm(world.Catalog.Root(target).IdKind, value, text);

        return world.Objects.Find(target, text)?.Id.DeepClone()
            ?? throw new BadValueException($"Invalid pk \"{text}\" - object does not exist.");
    }

    private static void RequireForm(FieldKind idKind, JsonNode value, string text)
    {
        if (idKind == FieldKind.Integer && !long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _))
        {
            throw new BadValueException($"Incorrect type. Expected pk value, received {value.PythonType()}.");
        }

        if (idKind == FieldKind.Uuid && !Guid.TryParse(text, out _))
        {
            throw new BadValueException($"“{text}” is not a valid UUID.");
        }
    }

    private JsonNode ReadTextOf(Resource resource, Field field, JsonNode value)
    {
        var hasDefault = world.Facts.TryDefault(resource, field, out var known) && known.AsText() is { Length: > 0 };
        var isBlankAllowed = world.Catalog.Requires(field) ? world.Facts.IsBlankAllowed(resource, field) : !hasDefault;
        var text = ReadText(value, isBlankAllowed);
        TextForms.Check(resource, field, text, isDuration: hasDefault && TextForms.IsDuration(known.AsText()!), world);
        return text;
    }

    private static string ReadText(JsonNode value, bool isBlankAllowed)
    {
        if (value.GetValueKind() is not (JsonValueKind.String or JsonValueKind.Number))
        {
            throw new BadValueException("Not a valid string.");
        }

        var text = value.ToString().Trim();
        return text.Length > 0 || isBlankAllowed ? text : throw new BadValueException(NotBlank);
    }

    private JsonNode ReadChoice(Field field, JsonNode value, bool isBlankAllowed)
    {
        var text = value.ToString();
        var isKnown = field.Values?.Find(text)?.Versions.Contains(world.Version) ?? field.Values is null;
        return isKnown || (text.Length == 0 && isBlankAllowed) ? text : throw new BadValueException($"\"{text}\" is not a valid choice.");
    }

    private static JsonNode ReadJson(Field field, JsonNode value) => value is JsonObject || !IsDictionary(field)
        ? value.DeepClone()
        : throw new BadValueException("Value must be a dictionary, and not have any duplicate keys.");

    // Only these were seen to be particular about it.
    private static bool IsDictionary(Field field) => field.Name is "attributes" or "settings" or "context" or "config" or "fixed_data";

    private static JsonNode ReadInteger(JsonNode value) =>
        long.TryParse(value.ToString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new BadValueException("A valid integer is required.");

    private static JsonNode ParseNumber(JsonNode value) =>
        decimal.TryParse(value.ToString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new BadValueException("A valid number is required.");

    private static JsonNode ReadBoolean(JsonNode value) => value.AsBoolean() ?? value.ToString().ToLowerInvariant() switch
    {
        "true" or "t" or "yes" or "y" or "on" or "1" => true,
        "false" or "f" or "no" or "n" or "off" or "0" => false,
        _ => throw new BadValueException("Must be a valid boolean."),
    };

    private static JsonNode ReadDate(JsonNode value) =>
        value.AsText() is { } text && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date)
            ? date.UtcDateTime.ToString(date.Ticks % TimeSpan.TicksPerSecond == 0 ? "yyyy-MM-ddTHH:mm:ssZ" : "yyyy-MM-ddTHH:mm:ss.ffffffZ", CultureInfo.InvariantCulture)
            : throw new BadValueException("Datetime has wrong format. Use one of these formats instead: YYYY-MM-DDThh:mm[:ss[.uuuuuu]][+HH:MM|-HH:MM|Z].");

    private static (JsonNode? Value, JsonNode? Errors) Try(Func<JsonNode?> read)
    {
        try
        {
            return (read(), null);
        }
        catch (BadValueException bad)
        {
            return (null, bad.Errors);
        }
    }
}
