using Authentik.Sandboxing.Http;
using Authentik.Sandboxing.State;
using Authentik.Sandboxing.Store;

namespace Authentik.Sandboxing.Policies;

/// <summary>
/// Checks where a request comes from, by the context. As a server without GeoIP databases, the sandbox knows no other place.
/// </summary>
internal sealed class GeoIpPolicy(ServerState state, Row user, JsonObject context)
{
    public Verdict Run(Row policy)
    {
        var systems = policy.Values["asns"] as JsonArray ?? [];
        var countries = policy.Values["countries"] as JsonArray ?? [];
        var fixedResults = new List<Verdict>();
        if (systems.Count > 0)
        {
            fixedResults.Add(Check("asn", "asn", systems, "ASN database", "part of an allowed autonomous system"));
        }

        if (countries.Count > 0 && !fixedResults.Exists(one => one.IsFailure))
        {
            fixedResults.Add(Check("geoip", "country", countries, "City database", "in an allowed country"));
        }

        if (fixedResults.Find(one => one.IsFailure) is { } failure)
        {
            return failure;
        }

        var measures = policy.Values["check_history_distance"].AsBoolean() == true
            || policy.Values["check_impossible_travel"].AsBoolean() == true;
        var passes = (fixedResults.Count == 0 || fixedResults.Exists(one => one.Passes)) && (!measures || PassesDistance());
        return new Verdict(passes, [.. fixedResults.SelectMany(one => one.Messages)]);
    }

    private Verdict Check(string place, string name, JsonArray allowed, string database, string rule)
    {
        var found = context[place] switch
        {
            null => null,
            JsonObject map => map[name],
            _ => throw new ServerCrashException(),
        };
        if (found is null)
        {
            var what = name == "asn" ? "client IP" : "client IP address";
            return new Verdict(false, $"GeoIP: {what} not found in {database}.") { IsFailure = true };
        }

        var isAllowed = allowed.Any(one => JsonNode.DeepEquals(one, found) || one?.ToJsonString() == found.ToJsonString());
        return isAllowed ? new Verdict(true) : new Verdict(false, $"Client IP is not {rule}.");
    }

    // Older servers let the first sign-in pass before they look at the place.
    private bool PassesDistance()
    {
        var signIns = PolicyRows.FindAll(state, "/events/events/")
            .Where(one => one.GetString("action") == "login" && one.Values["user"]?["pk"]?.ToString() == user.IdString).ToList();
        if (context["geoip"] is null)
        {
            return signIns.Count == 0 && !state.IsFrom(2025, 2);
        }

        return signIns.Exists(one => one.Values["context"]?["geo"] is not null)
            ? throw new NotModelledException("distances between sign-ins")
            : signIns.Count == 0;
    }
}
