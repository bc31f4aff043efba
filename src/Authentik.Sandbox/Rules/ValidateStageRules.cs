using System.Text.Json.Nodes;
using Authentik.Sandboxing.Http;
using Authentik.Sandboxing.Writes;

namespace Authentik.Sandboxing.Rules;

/// <summary>The stage that asks for a second factor: whoever has none can only be sent to set one up where it is known how.</summary>
internal sealed class ValidateStageRules(World world) : ResourceRules(world)
{
    private const string Action = "not_configured_action";

    public override string Path => "/stages/authenticator/validate/";

    // Only the request counts: stages that are stored already do not help.
    public override Answer? Refuse(Change change, FieldErrors errors)
    {
        if (change.Values[Action]?.ToString() == "configure" && change.Values["configuration_stages"] is not JsonArray { Count: > 0 })
        {
            errors.Add(Action, "When \"Not configured action\" is set to \"Configure\", you must set a configuration stage.");
        }

        return null;
    }
}
