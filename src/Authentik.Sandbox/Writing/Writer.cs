using System.Text.Json;
using System.Text.Json.Nodes;
using Authentik.Book;
using Authentik.Sandboxing.Data;
using Authentik.Sandboxing.Http;
using Authentik.Sandboxing.Rules;
using Authentik.Sandboxing.Store;

namespace Authentik.Sandboxing.Writes;

/// <summary>Makes and changes objects: reads the fields that were sent, checks them, and keeps the result.</summary>
/// <remarks>
/// What the request does not have is left as it is, for PUT as well: PUT only demands the required fields. Fields that
/// the version does not take are ignored without a word.
/// </remarks>
internal sealed class Writer(World world)
{
    private readonly ValueReader reader = new(world);

    /// <summary>The object, made or changed; or the answer that refuses it.</summary>
    public (Row? Row, Answer? Refusal) Write(Change change)
    {
        var refusal = Check(change) ?? AfterCheck(change);
        return refusal is null ? (Keep(change), null) : (null, refusal);
    }

    /// <summary>Reads the body of a write; an empty one counts as an empty object.</summary>
    public static (JsonObject? Body, Answer? Refusal) ReadBody(ApiCall call)
    {
        if (MediaTypes.RefusalOfBody(call) is { } refusal)
        {
            return (null, refusal);
        }

        try
        {
            var body = call.Body.Length == 0 ? new JsonObject() : JsonText.Parse(call.Body);
            return body is JsonObject given ? (given, null) : (null, Answers.Refused(NotADictionary(body)));
        }
        catch (JsonException failure)
        {
            return (null, Answers.Detail(400, $"JSON parse error - {WhereItBreaks(call.Body, failure)}"));
        }
    }

    private static string WhereItBreaks(byte[] body, JsonException failure)
    {
        var (line, column) = ((failure.LineNumber ?? 0) + 1, (failure.BytePositionInLine ?? 0) + 1);
        var place = LineStart(body, line) + column - 1;
        var what = place >= body.Length ? "unexpected end of data" : "unexpected character";
        return string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{what}: line {line} column {column} (char {place})");
    }

    private static int LineStart(byte[] body, long line)
    {
        var start = 0;
        for (var at = 1; at < line; at++)
        {
            start = Array.IndexOf(body, (byte)'\n', start) + 1;
        }

        return start;
    }

    private static JsonObject NotADictionary(JsonNode? body) => new()
    {
        [FieldErrors.General] = new JsonArray(body is null ? "No data provided" : $"Invalid data. Expected a dictionary, but got {body.PythonType()}."),
    };

    private Answer? Check(Change change)
    {
        foreach (var rules in world.Rules.Of(change.Resource))
        {
            if (rules.RefuseEarly(change) is { } refusal)
            {
                return refusal;
            }
        }

        var errors = new FieldErrors();
        foreach (var field in world.Catalog.Taken(change.Resource, change.Kind).Where(field => field.SentBy.HasFlag(change.Operation)))
        {
            Read(change, field, errors);
        }

        if (!errors.Any)
        {
            CheckTogether(change, errors);
        }

        if (!errors.Any && world.Facts.IsLicensed(change.Resource) && !Licence.IsThere(world))
        {
            errors.Add(FieldErrors.General, "Enterprise is required to create/update this object.");
        }

        return errors.Any ? Answers.Refused(errors.Json) : null;
    }

    private Answer? AfterCheck(Change change)
    {
        if (change.Existing is null && world.Facts.BreaksOnCreate(change.Resource))
        {
            return Answers.EmptyNotAllowed();
        }

        var errors = new FieldErrors();
        foreach (var rules in world.Rules.Of(change.Resource))
        {
            if (rules.Refuse(change, errors) is { } refusal)
            {
                return refusal;
            }
        }

        return errors.Any ? Answers.Refused(errors.Json) : null;
    }

    private void Read(Change change, Field field, FieldErrors errors)
    {
        if (!change.Body.TryGetPropertyValue(field.Name, out var sent))
        {
            if (!change.IsPartial && (world.Catalog.Requires(field) || world.Facts.IsRequired(change.Resource, field)))
            {
                errors.Add(field.Name, "This field is required.");
            }

            return;
        }

        try
        {
            var value = reader.Read(change.Resource, field, sent);
            CheckUnique(change, field, value);
            change.Values[field.Name] = value;
        }
        catch (BadValueException bad)
        {
            errors.Add(field.Name, bad.Errors);
        }
    }

    private void CheckUnique(Change change, Field field, JsonNode? value)
    {
        if (value is null || world.Facts.UniqueMessage(change.Resource, field) is not { } message)
        {
            return;
        }

        var text = value.ToString();
        var others = world.Objects.Rows(world.Catalog.Root(change.Resource)).Where(row => row != change.Existing);
        if (text.Length > 0 && others.Any(row => row.Values[field.Name]?.ToString() == text))
        {
            throw new BadValueException(message);
        }
    }

    private void CheckTogether(Change change, FieldErrors errors)
    {
        var fields = world.Facts.Together(change.Resource);
        if (fields.Count == 0 || fields.Any(field => change.Resulting(field) is null) || (change.Existing is not null && !fields.Any(change.Sends)))
        {
            return;
        }

        bool Same(Row row) => fields.All(field => JsonNode.DeepEquals(row.Values[field], change.Resulting(field)));
        if (world.Objects.Rows(change.Resource).Any(row => row != change.Existing && Same(row)))
        {
            errors.Add(FieldErrors.General, $"The fields {string.Join(", ", fields)} must make a unique set.");
        }
    }

    private Row Keep(Change change)
    {
        var row = change.Existing ?? NewRow(change);
        foreach (var (name, value) in change.Values)
        {
            row.Values[name] = value?.DeepClone();
        }

        row.IsUnreadable = row.Values.Any(pair => BigNumbers.AreIn(pair.Value));
        var isNew = change.Existing is null;
        foreach (var rules in world.Rules.Of(change.Resource))
        {
            rules.Complete(row, isNew, change);
        }

        if (isNew)
        {
            world.Objects.Add(row);
        }

        Touch(row, isNew);
        return row;
    }

    private Row NewRow(Change change)
    {
        var values = new JsonObject();
        foreach (var field in world.Catalog.Stored(change.Resource, change.Kind))
        {
            values[field.Name] = Defaults.Of(world, change.Resource, field);
        }

        values.TryAdd("created", Moments.Text(world.Now));
        values.TryAdd("last_updated", Moments.Text(world.Now));
        foreach (var maker in world.Facts.Makers(change.Resource))
        {
            values[maker] = MadeBy(change, maker);
        }

        values[change.Resource.Id] = world.Objects.NewId(change.Resource);
        return new Row(change.Resource, change.Kind, values);
    }

    private static JsonNode? MadeBy(Change change, string field) =>
        change.Resource.TryField(field, out var known) && known.Kind == FieldKind.Shape ? Link.To(change.Call.User!) : change.Call.User!.Id.DeepClone();

    private void Touch(Row row, bool isNew)
    {
        if (!isNew && row.Values.ContainsKey("last_updated"))
        {
            row.Values["last_updated"] = Moments.Text(world.Now);
        }
    }
}
