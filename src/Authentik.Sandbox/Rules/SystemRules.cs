using System.Text.Json.Nodes;
using Authentik.Sandboxing.Http;
using Authentik.Sandboxing.Reads;
using Authentik.Sandboxing.Singles;
using Authentik.Sandboxing.Store;
using Authentik.Sandboxing.Writes;

namespace Authentik.Sandboxing.Rules;

/// <summary>
/// The settings: what is sent as flags replaces all flags. Until 2026.2 some of them will do, and unknown ones are kept;
/// later versions demand every one.
/// </summary>
internal sealed class SettingsRules(World world) : ResourceRules(world)
{
    private const string FlagsField = "flags";

    public override string Path => "/admin/settings/";

    private bool DemandsAll => World.IsFrom(2026, 5);

    public override Answer? Refuse(Change change, FieldErrors errors)
    {
        if (change.Values[FlagsField] is not JsonObject sent)
        {
            return null;
        }

        var known = Flags.Of(World);
        var missing = known.FirstOrDefault(name => DemandsAll && !sent.ContainsKey(name));
        var wrong = known.FirstOrDefault(name => sent.TryGetPropertyValue(name, out var value) && value.AsBoolean() is null);
        if (missing is not null)
        {
            errors.Add(FlagsField, new JsonObject { [missing] = new JsonArray("This field is required.") });
        }
        else if (wrong is not null)
        {
            errors.Add(FlagsField, $"Value for flag {wrong} needs to be of type bool.");
        }

        return null;
    }

    // Older versions show what was stored, and nothing at first.
    public override bool TryCompute(Row row, string field, View view, out JsonNode? value)
    {
        value = field == FlagsField && DemandsAll ? Flags.All(World, row.Values[FlagsField]) : null;
        return value is not null;
    }
}
