using System.Text.Json.Nodes;
using Authentik.Sandboxing.OAuth;
using Authentik.Sandboxing.Reads;
using Authentik.Sandboxing.Store;

namespace Authentik.Sandboxing.Rules;

/// <summary>Tokens that clients got by signing in.</summary>
internal sealed class IssuedTokenRules(World world, string path) : ResourceRules(world)
{
    public override string Path => path;

    public static IEnumerable<ResourceRules> All(World world) => [new IssuedTokenRules(world, IssuedTokens.Access), new IssuedTokenRules(world, IssuedTokens.Refresh)];

    public override bool TryCompute(Row row, string field, View view, out JsonNode? value)
    {
        value = field == "is_expired" ? row.Values["expires"].AsMoment() <= World.Now : null;
        return field == "is_expired";
    }

    public override bool? Passes(Row row, string filter, IReadOnlyList<string> values) =>
        filter is "provider" or "user" ? Link.Read(row.Values[filter])?.Id == values[^1] : null;
}
