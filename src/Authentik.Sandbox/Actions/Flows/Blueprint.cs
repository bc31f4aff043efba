using Authentik.Sandboxing.Http;
using Authentik.Sandboxing.Relations;
using Authentik.Sandboxing.State;
using Authentik.Sandboxing.Store;

namespace Authentik.Sandboxing.Actions.Flows;

/// <summary>Applies the entries of a blueprint: all of them, or nothing.</summary>
internal sealed class Blueprint(ServerState state, ApiRequest request)
{
    private const string Importer = "authentik.blueprints.v1.importer";

    private readonly List<Row> made = [];
    private readonly List<(Row Row, JsonObject Before)> changed = [];

    /// <summary>What happened, as the server logs it.</summary>
    public JsonArray Logs { get; } = [];

    /// <summary>True when all entries were applied.</summary>
    public bool Apply(string text)
    {
        try
        {
            var entries = (YamlReader.Read(text) as JsonObject)?["entries"] as JsonArray ?? [];
            if (entries.All(entry => Apply(entry as JsonObject ?? [])))
            {
                return true;
            }
        }
        catch (FormatException bad)
        {
            Log("Blueprint can't be read", new JsonObject { ["error"] = bad.Message });
        }

        Undo();
        Log("Blueprint validation failed", []);
        return false;
    }

    private bool Apply(JsonObject entry)
    {
        var model = entry["model"]?.ToString() ?? string.Empty;
        if (state.Catalog.Resources.FirstOrDefault(one => state.Facts.FindModel(one) == model) is not { } resource)
        {
            var parts = model.Split('.');
            Log("App or Model does not exist", new JsonObject { ["app"] = parts[0], ["model"] = parts[^1] });
            return false;
        }

        var identifiers = entry["identifiers"] as JsonObject ?? [];
        var existing = Find(resource, identifiers);
        switch (entry["state"]?.ToString())
        {
            case "absent":
                Delete(existing);
                return true;
            case "created" when existing is not null:
                return true;
            case "must_created" when existing is not null:
                Log("Entry invalid", new JsonObject { ["entry_model"] = model, ["error"] = "The object already exists." });
                return false;
            default:
                return Write(resource, existing, identifiers, entry["attrs"] as JsonObject ?? []);
        }
    }

    // Any identifier that is unique counts, as the server tries one after the other.
    private Row? Find(Resource resource, JsonObject identifiers)
    {
        var key = identifiers["pk"] ?? identifiers[resource.Id];
        if (key is not null && state.Objects.Find(resource, key.ToString()) is { } byId)
        {
            return byId;
        }

        var others = identifiers.Where(pair => pair.Key != "pk" && pair.Key != resource.Id).ToList();
        return others.Count == 0 ? null : state.Objects.FindAll(resource)
            .FirstOrDefault(row => others.TrueForAll(pair => row.Values[pair.Key]?.ToString() == pair.Value?.ToString()));
    }

    private void Delete(Row? existing)
    {
        if (existing is not null)
        {
            new Deletion(state).Delete(existing);
        }
    }

    private bool Write(Resource resource, Row? existing, JsonObject identifiers, JsonObject attributes)
    {
        var values = new JsonObject(identifiers.Concat(attributes).Where(pair => pair.Key != "pk" && pair.Key != resource.Id)
            .DistinctBy(pair => pair.Key).Select(pair => KeyValuePair.Create(pair.Key, pair.Value?.DeepClone())));
        var before = existing?.Values.DeepClone() as JsonObject;
        var writer = new ObjectWriter(state, request);
        var (row, errors) = existing is null ? writer.Create(resource, values) : writer.Change(existing, values);
        if (row is null)
        {
            Log("Entry invalid", new JsonObject { ["entry_model"] = state.Facts.FindModel(resource), ["error"] = errors?.DeepClone() });
            return false;
        }

        if (before is not null)
        {
            changed.Add((row, before));
            return true;
        }

        if (identifiers["pk"] is { } id)
        {
            Rename(row, id);
        }

        made.Add(row);
        return true;
    }

    private void Rename(Row row, JsonNode id)
    {
        state.Objects.Remove(row);
        row.Values[row.Resource.Id] = id.DeepClone();
        state.Objects.Add(row);
    }

    private void Undo()
    {
        made.ForEach(new Deletion(state).Delete);
        foreach (var (row, before) in changed)
        {
            row.Values.Clear();
            foreach (var (name, value) in before)
            {
                row.Values[name] = value?.DeepClone();
            }
        }
    }

    private void Log(string text, JsonObject attributes) => Logs.Add((JsonNode)new JsonObject
    {
        ["timestamp"] = state.Timestamp,
        ["log_level"] = "warning",
        ["logger"] = Importer,
        ["event"] = text,
        ["attributes"] = attributes,
    });
}
