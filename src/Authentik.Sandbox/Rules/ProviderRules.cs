using System.Text.Json.Nodes;
using Authentik.Sandboxing.Lists;
using Authentik.Sandboxing.Reads;
using Authentik.Sandboxing.Store;

namespace Authentik.Sandboxing.Rules;

/// <summary>Providers of all kinds: which application uses them.</summary>
internal sealed class ProviderRules(World world) : ResourceRules(world)
{
    public override string Path => "/providers/all/";

    public override bool TryCompute(Row row, string field, View view, out JsonNode? value)
    {
        (var isComputed, value) = field switch
        {
            "assigned_application_slug" => (true, (JsonNode?)Application(row)?.Text("slug")),
            "assigned_application_name" => (true, Application(row)?.Text("name")),
            "assigned_backchannel_application_slug" => (true, BackchannelApplication(row)?.Text("slug")),
            "assigned_backchannel_application_name" => (true, BackchannelApplication(row)?.Text("name")),
            _ => (false, null),
        };
        return isComputed;
    }

    // Seen on 2024.10, not on 2025.10; in between nobody looked.
    public override bool Omits(Row row, string field) =>
        field.StartsWith("assigned_backchannel_", StringComparison.Ordinal) && !World.IsFrom(2024, 12) && BackchannelApplication(row) is null;

    public override bool? Passes(Row row, string filter, IReadOnlyList<string> values) => filter switch
    {
        "application" => Application(row)?.IdText == values[^1],
        "application__isnull" => FilterValues.IsTrue(values[^1]) == Application(row) is null,
        "backchannel" or "is_backchannel" => FilterValues.IsTrue(values[^1]) == BackchannelApplication(row) is not null,
        _ => null,
    };

    private Row? Application(Row row) => Applications().FirstOrDefault(application => application.Values["provider"]?.ToString() == row.IdText);

    private Row? BackchannelApplication(Row row) =>
        Applications().FirstOrDefault(application => application.Values["backchannel_providers"].AsTexts().Contains(row.IdText));

    private IEnumerable<Row> Applications() => World.Catalog.Find("Application") is { } applications ? World.Objects.Rows(applications) : [];
}
