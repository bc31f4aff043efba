using System.Text.Json.Nodes;
using Authentik.Sandboxing.Http;
using Authentik.Sandboxing.Store;
using Authentik.Sandboxing.Writes;

namespace Authentik.Sandboxing.Rules;

/// <summary>Outposts serve at least one provider, of their own kind.</summary>
internal sealed class OutpostRules(World world) : ResourceRules(world)
{
    private const string Providers = "providers";

    // The classes whose names the server writes otherwise than the module.
    private static readonly string[] Classes = ["LDAPProvider", "RACProvider", "SAMLProvider", "SCIMProvider"];

    public override string Path => "/outposts/instances/";

    public override Answer? Refuse(Change change, FieldErrors errors)
    {
        if (change.Values[Providers] is JsonArray { Count: 0 })
        {
            errors.Add(Providers, "This list may not be empty.");
        }

        if (change.Values["type"]?.ToString() is { } type && Stranger(type, change.Values[Providers]) is { } stranger)
        {
            errors.Add(Providers, $"Outpost type {type} can't be used with {stranger} providers.");
        }

        return null;
    }

    // The class of a provider of another kind. The server looks only where the request says the type again.
    private string? Stranger(string type, JsonNode? providers) => providers.AsTexts()
        .Select(id => World.Objects.Find(World.Catalog.Find("Provider")!, id)?.Resource.Noun).OfType<string>()
        .Where(noun => !noun.Equals($"{type}Provider", StringComparison.OrdinalIgnoreCase))
        .Select(noun => Classes.FirstOrDefault(name => name.Equals(noun, StringComparison.OrdinalIgnoreCase)) ?? noun)
        .FirstOrDefault();
}
