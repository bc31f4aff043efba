using Authentik.Sandboxing.State;

namespace Authentik.Sandboxing.Reading;

/// <summary>What the search box of the web interface can complete in a list: names of fields, and some of their values.</summary>
internal sealed class Completions
{
    private readonly ServerState state;
    private readonly Resource resource;
    private readonly JsonObject models = [];

    private Completions(ServerState state, Resource resource) => (this.state, this.resource) = (state, resource);

    /// <summary>The <c>autocomplete</c> of a page, empty for most lists; null when the version or the list has none.</summary>
    public static JsonObject? Create(ServerState state, Resource resource)
    {
        if (!state.IsFrom(2025, 8) || state.Facts.LacksCompletions(resource))
        {
            return null;
        }

        return state.Facts.FindCompletions(resource) is { } fields ? new Completions(state, resource).Describe(fields) : [];
    }

    private JsonObject Describe(IEnumerable<KeyValuePair<string, JsonNode?>> fields)
    {
        var model = state.Facts.FindModel(resource);
        DescribeModel(model, fields);
        return new JsonObject { ["current_model"] = model, ["models"] = models };
    }

    // Free-form JSON with known fields counts as a model of its own.
    private void DescribeModel(string model, IEnumerable<KeyValuePair<string, JsonNode?>> fields)
    {
        var described = new JsonObject();
        models[model] = described;
        foreach (var (name, kind) in fields)
        {
            described[name] = kind is JsonObject inner ? DescribeJson($"{model}_{name}", inner) : DescribeField(name, kind!.ToString());
        }
    }

    private JsonObject DescribeJson(string relation, JsonObject fields)
    {
        if (fields.Count > 0)
        {
            DescribeModel(relation, fields);
        }

        return new JsonObject { ["type"] = "relation", ["nullable"] = false, ["options"] = null, ["relation"] = relation };
    }

    private JsonObject DescribeField(string name, string kind) => new()
    {
        ["type"] = kind switch
        {
            "number" => "int",
            "boolean" => "bool",
            "date" => "datetime",
            _ => "str",
        },
        ["nullable"] = kind == "boolean",
        ["options"] = kind switch
        {
            "choice" => CreateList(ListChoices(name)),
            "used" => CreateList(ListUsed(name)),
            "date" => new JsonArray(),
            _ => null,
        },
    };

    private static JsonArray CreateList(IEnumerable<string> texts) => new([.. texts.Select(text => (JsonNode)text)]);

    private IEnumerable<string> ListChoices(string name) =>
        from choice in resource.GetField(name).Values?.Values ?? []
        where choice.Versions.Contains(state.Version)
        select choice.Text;

    private IEnumerable<string> ListUsed(string name) =>
        state.Objects.FindAll(resource).Select(row => row.GetString(name)).OfType<string>().Distinct().Order(StringComparer.Ordinal);
}
