using System.Text.Json.Nodes;
using Authentik.Sandboxing.Http;
using Authentik.Sandboxing.Writes;

namespace Authentik.Sandboxing.Rules;

/// <summary>Outposts serve at least one provider.</summary>
internal sealed class OutpostRules(World world) : ResourceRules(world)
{
    private const string Providers = "providers";

    public override string Path => "/outposts/instances/";

    public override Answer? Refuse(Change change, FieldErrors errors)
    {
        if (change.Values[Providers] is JsonArray { Count: 0 })
        {
            errors.Add(Providers, "This list may not be empty.");
        }

        return null;
    }
}
