using Authentik.Sandboxing.Http;
using Authentik.Sandboxing.State;
using Authentik.Sandboxing.Store;

namespace Authentik.Sandboxing.Rules;

/// <summary>A value that the server computes.</summary>
internal sealed class ComputedFieldRules(ServerState state, string path, string field, Func<Row, View, JsonNode?> compute)
    : ResourceRules(state)
{
    private static readonly Dictionary<string, string> Modes = new(StringComparer.Ordinal)
    {
        ["local"] = "authentik inbuilt notifications",
        ["webhook"] = "Generic Webhook",
        ["webhook_slack"] = "Slack Webhook (Slack/Discord)",
        ["email"] = "Email",
    };

    public override string Path => path;

    /// <summary>The computed fields of resources that have no other rules.</summary>
    public static IEnumerable<ResourceRules> CreateAll(ServerState state) =>
    [
        new ComputedFieldRules(state, "/events/transports/", "mode_verbose", (row, _) =>
            Modes.GetValueOrDefault(row.GetString("mode") ?? string.Empty)),
        new ComputedFieldRules(state, "/outposts/instances/", "refresh_interval_s", (_, _) => 300),
        new ComputedFieldRules(state, "/policies/geoip/", "countries_obj", (row, _) =>
            new JsonArray([.. row.Values["countries"].AsStrings().Select(CreateCountry)])),
    ];

    public override bool TryCompute(Row row, string name, View view, out JsonNode? value)
    {
        value = name == field ? compute(row, view) : null;
        return name == field;
    }

    // The sandbox has no list of countries, so that the code replaces the name.
    private static JsonObject CreateCountry(string code) => new() { ["code"] = code, ["name"] = code };
}

/// <summary>
/// Resources of which a request must contain at least one of several fields. Only the request counts, so that a change of the
/// name alone is rejected.
/// </summary>
internal sealed class AtLeastOneRules(ServerState state, string path, string message, params string[] fields) : ResourceRules(state)
{
    public override string Path => path;

    /// <summary>The rules of all such resources.</summary>
    public static IEnumerable<ResourceRules> CreateAll(ServerState state) =>
    [
        new AtLeastOneRules(
            state,
            "/stages/identification/",
            "When no user fields are selected, at least one source must be selected",
            "user_fields",
            "sources"),
        new AtLeastOneRules(state, "/policies/reputation/", "Either IP or Username must be checked", "check_ip", "check_username"),
        new AtLeastOneRules(state, "/managed/blueprints/", "Either path or content must be set.", "path", "content"),
    ];

    public override ApiResponse? Check(Change change, FieldErrors errors)
    {
        if (!fields.Any(field => HasValue(change.Values[field])))
        {
            errors.Add(FieldErrors.General, message);
        }

        return null;
    }

    private static bool HasValue(JsonNode? value) => value switch
    {
        null => false,
        JsonArray list => list.Count > 0,
        _ => value.AsBoolean() ?? value.ToString().Length > 0,
    };
}

/// <summary>
/// Certificates that require at least one of two signatures. Only the request counts, so that a change of the certificate alone is
/// rejected.
/// </summary>
internal sealed class SignatureRules(ServerState state, string path, string certificate, string[] signatures, string message)
    : ResourceRules(state)
{
    private const string Signing =
        "With a signing keypair selected, at least one of 'Sign assertion' and 'Sign Response' must be selected.";

    private const string Verification =
        "With a Verification Certificate selected, at least one of 'Verify Assertion Signature' or 'Verify Response Signature' "
        + "must be selected.";

    private static readonly string[] Signed = ["sign_assertion", "sign_response"];

    public override string Path => path;

    /// <summary>The rules of all such resources.</summary>
    public static IEnumerable<ResourceRules> CreateAll(ServerState state)
    {
        yield return new SignatureRules(state, "/providers/saml/", "signing_kp", Signed, Signing);
        yield return new SignatureRules(state, "/providers/wsfed/", "signing_kp", Signed, Signing);
        if (state.IsFrom(2025, 10))
        {
            yield return new SignatureRules(
                state, "/sources/saml/", "verification_kp", ["signed_assertion", "signed_response"], Verification);
        }
    }

    public override ApiResponse? Check(Change change, FieldErrors errors)
    {
        if (change.Values[certificate] is not null && !signatures.Any(name => change.Values[name].AsBoolean() == true))
        {
            errors.Add(FieldErrors.General, message);
        }

        return null;
    }
}

/// <summary>Objects that expire half an hour after their creation, unless the request says otherwise.</summary>
internal sealed class DefaultExpiryRules(ServerState state, string path) : ResourceRules(state)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(30);

    public override string Path => path;

    public override void Complete(Row row, bool isNew, Change? change = null)
    {
        if (isNew && row.Values["expires"] is null)
        {
            row.Values["expires"] = JsonValues.FormatTimestamp(State.Now + Lifetime);
        }
    }
}
