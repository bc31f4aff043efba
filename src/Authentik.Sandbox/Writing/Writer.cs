using System.Text.Json;
using Authentik.Sandboxing.Http;
using Authentik.Sandboxing.State;
using Authentik.Sandboxing.Store;

namespace Authentik.Sandboxing.Writing;

/// <summary>Creates and changes objects: reads the fields that were sent, checks them, and stores the result.</summary>
/// <remarks>
/// Fields that aren't sent keep their values, for PUT too: PUT only demands the required fields. Fields that the version doesn't
/// accept are ignored silently.
/// </remarks>
internal sealed class Writer(ServerState state)
{
    private readonly ValueReader reader = new(state);

    /// <summary>The new or changed object, or the response that rejects the request.</summary>
    public (Row? Row, ApiResponse? Rejection) Write(Change change)
    {
        var rejection = CheckFields(change) ?? CheckRules(change);
        return rejection is null ? (Save(change), null) : (null, rejection);
    }

    private ApiResponse? CheckFields(Change change)
    {
        foreach (var rules in state.Rules.Find(change.Resource))
        {
            if (rules.CheckEarly(change) is { } rejection)
            {
                return rejection;
            }
        }

        var errors = new FieldErrors();
        var fields = state.Catalog.FindWritable(change.Resource, change.Kind);
        foreach (var field in fields.Where(field => field.SentBy.HasFlag(change.Operation)))
        {
            Read(change, field, errors);
        }

        if (!errors.Any)
        {
            CheckUniqueSet(change, errors);
        }

        if (!errors.Any && state.Facts.IsLicensed(change.Resource) && !HasLicence())
        {
            errors.Add(FieldErrors.General, "Enterprise is required to create/update this object.");
        }

        return errors.Any ? Responses.BadRequest(errors.Json) : null;
    }

    private bool HasLicence() =>
        state.Catalog.FindByPath("/enterprise/license/") is { } licences && state.Objects.FindAll(licences).Any();

    private ApiResponse? CheckRules(Change change)
    {
        if (change.Existing is null && state.Facts.CrashesOnCreate(change.Resource))
        {
            return Responses.EmptyNotAllowed();
        }

        var errors = new FieldErrors();
        foreach (var rules in state.Rules.Find(change.Resource))
        {
            if (rules.Check(change, errors) is { } rejection)
            {
                return rejection;
            }
        }

        return errors.Any ? Responses.BadRequest(errors.Json) : null;
    }

    private void Read(Change change, Field field, FieldErrors errors)
    {
        if (!change.Body.TryGetPropertyValue(field.Name, out var sent))
        {
            if (!change.IsPartial && (state.Catalog.Requires(field) || state.Facts.IsRequired(change.Resource, field)))
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
        catch (InvalidValueException bad)
        {
            errors.Add(field.Name, bad.Errors);
        }
    }

    private void CheckUnique(Change change, Field field, JsonNode? value)
    {
        if (value is null || state.Facts.FindUniqueMessage(change.Resource, field) is not { } message)
        {
            return;
        }

        var text = value.ToString();
        var others = state.Objects.FindAll(state.Catalog.FindRoot(change.Resource)).Where(row => row != change.Existing);
        if (text.Length > 0 && others.Any(row => row.Values[field.Name]?.ToString() == text))
        {
            throw new InvalidValueException(message);
        }
    }

    private void CheckUniqueSet(Change change, FieldErrors errors)
    {
        var fields = state.Facts.FindUniqueFields(change.Resource);
        var isUntouched = change.Existing is not null && !fields.Any(change.Sends);
        if (fields.Count == 0 || isUntouched || fields.Any(field => change.Resulting(field) is null))
        {
            return;
        }

        bool Matches(Row row) => fields.All(field => JsonNode.DeepEquals(row.Values[field], change.Resulting(field)));
        if (state.Objects.FindAll(change.Resource).Any(row => row != change.Existing && Matches(row)))
        {
            errors.Add(FieldErrors.General, $"The fields {string.Join(", ", fields)} must make a unique set.");
        }
    }

    private Row Save(Change change)
    {
        var row = change.Existing ?? CreateRow(change);
        foreach (var (name, value) in change.Values)
        {
            row.Values[name] = value?.DeepClone();
        }

        row.IsUnreadable = row.Values.Any(pair => BigNumbers.OccurIn(pair.Value));
        var isNew = change.Existing is null;
        foreach (var rules in state.Rules.Find(change.Resource))
        {
            rules.Complete(row, isNew, change);
        }

        if (isNew)
        {
            state.Objects.Add(row);
        }

        SetLastUpdated(row, isNew);
        return row;
    }

    private Row CreateRow(Change change)
    {
        var values = new JsonObject();
        foreach (var field in state.Catalog.FindStored(change.Resource, change.Kind))
        {
            values[field.Name] = Defaults.Create(state, change.Resource, field);
        }

        values.TryAdd("created", state.Timestamp);
        values.TryAdd("last_updated", state.Timestamp);
        foreach (var field in state.Facts.FindCreatorFields(change.Resource))
        {
            values[field] = GetCreator(change, field);
        }

        values[change.Resource.Id] = state.Objects.CreateId(change.Resource);
        return new Row(change.Resource, change.Kind, values);
    }

    private static JsonNode? GetCreator(Change change, string field) =>
        change.Resource.TryFindField(field, out var known) && known.Type == FieldType.Shape
            ? Link.Create(change.Request.User!)
            : change.Request.User!.Id.DeepClone();

    private void SetLastUpdated(Row row, bool isNew)
    {
        if (!isNew && row.Values.ContainsKey("last_updated"))
        {
            row.Values["last_updated"] = state.Timestamp;
        }
    }
}

/// <summary>Numbers beyond 64 bits in free-form JSON: the server stores them, and then crashes on every response that shows them.</summary>
internal static class BigNumbers
{
    public static bool OccurIn(JsonNode? node) => node switch
    {
        JsonObject map => map.Any(pair => OccurIn(pair.Value)),
        JsonArray list => list.Any(OccurIn),
        JsonScalar value when value.GetValueKind() == JsonValueKind.Number => IsBig(value.ToJsonString()),
        _ => false,
    };

    private static bool IsBig(string number) =>
        decimal.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            ? Math.Abs(value) > ulong.MaxValue
            : number.AsSpan().IndexOfAny('e', 'E') >= 0 || number.Length > 20;
}
