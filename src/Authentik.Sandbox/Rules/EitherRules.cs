using System.Text.Json.Nodes;
using Authentik.Sandboxing.Http;
using Authentik.Sandboxing.Store;
using Authentik.Sandboxing.Writes;

namespace Authentik.Sandboxing.Rules;

/// <summary>
/// Resources of which a request must say at least one of several fields. Only the request counts: what is stored already does
/// not help, so that a change of the name alone is refused.
/// </summary>
internal sealed class EitherRules(World world, string path, string message, params string[] fields) : ResourceRules(world)
{
    public override string Path => path;

    /// <summary>All such resources.</summary>
    public static IEnumerable<ResourceRules> All(World world) =>
    [
        new EitherRules(world, "/stages/identification/", "When no user fields are selected, at least one source must be selected", "user_fields", "sources"),
        new EitherRules(world, "/policies/reputation/", "Either IP or Username must be checked", "check_ip", "check_username"),
        new EitherRules(world, "/managed/blueprints/", "Either path or content must be set.", "path", "content"),
    ];

    public override Answer? Refuse(Change change, FieldErrors errors)
    {
        if (!fields.Any(field => IsSaid(change.Values[field])))
        {
            errors.Add(FieldErrors.General, message);
        }

        return null;
    }

    private static bool IsSaid(JsonNode? value) => value switch
    {
        null => false,
        JsonArray list => list.Count > 0,
        _ => value.AsBoolean() ?? value.ToString().Length > 0,
    };
}
