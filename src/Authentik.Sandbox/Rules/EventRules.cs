using System.Globalization;
using System.Text.Json.Nodes;
using Authentik.Sandboxing.Store;
using Authentik.Sandboxing.Writes;

namespace Authentik.Sandboxing.Rules;

/// <summary>Events: filters look into what an event tells.</summary>
internal sealed class EventRules(World world) : ResourceRules(world)
{
    public override string Path => "/events/events/";

    public override void Complete(Row row, bool isNew, Change? change = null)
    {
        if (isNew && change is not null)
        {
            row.Values["expires"] ??= World.Now.UtcDateTime.AddYears(1).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
            row.Values["brand"] = new JsonObject { ["app"] = "authentik_brands", ["model_name"] = "brand", ["name"] = "Default brand" };
        }
    }

    public override bool? Passes(Row row, string filter, IReadOnlyList<string> values) => filter switch
    {
        "actions" => values.Contains(row.Text("action")),
        "username" => Is(row.Values["user"]?["username"], values),
        "brand_name" => Is(row.Values["brand"]?["name"], values),
        "context_model_app" => Is(Model(row)?["app"], values),
        "context_model_name" => Is(Model(row)?["model_name"], values),
        "context_model_pk" => Is(Model(row)?["pk"], values),
        "context_authorized_app" => Is(row.Values["context"]?["authorized_application"]?["pk"], values),
        "context_device" => Is(row.Values["context"]?["device"]?["pk"], values),
        _ => null,
    };

    private static JsonNode? Model(Row row) => row.Values["context"]?["model"];

    private static bool Is(JsonNode? value, IReadOnlyList<string> values) => value?.ToString() == values[^1];
}
