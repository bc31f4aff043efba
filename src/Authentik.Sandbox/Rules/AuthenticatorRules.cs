using Authentik.Sandboxing.State;
using Authentik.Sandboxing.Store;

namespace Authentik.Sandboxing.Rules;

/// <summary>
/// Devices for a second factor. Lists of all kinds show them in one shape, with the number as a string. Numbers repeat between
/// kinds: only the type makes them unique.
/// </summary>
internal sealed class DeviceRules(ServerState state, string path, string type, string name) : ResourceRules(state)
{
    private const string AllEnding = "/all/";

    public override string Path => path;

    /// <summary>The rules of all kinds of device.</summary>
    public static IEnumerable<ResourceRules> CreateAll(ServerState state) =>
    [
        Create(state, "duo", "duo.DuoDevice", "Duo Device"),
        Create(state, "email", "email.EmailDevice", "Email Device"),
        Create(state, "sms", "sms.SMSDevice", "SMS Device"),
        Create(state, "static", "static.StaticDevice", "Static Device"),
        Create(state, "totp", "totp.TOTPDevice", "TOTP Device"),
        Create(state, "webauthn", "webauthn.WebAuthnDevice", "WebAuthn Device"),
        Create(state, "endpoint", "endpoint_gdtc.EndpointDevice", "Endpoint Device"),
    ];

    private static DeviceRules Create(ServerState state, string word, string type, string name) =>
        new(state, $"/authenticators/admin/{word}/", $"authentik_stages_authenticator_{type}", name);

    public override bool TryCompute(Row row, string field, View view, out JsonNode? value)
    {
        var isAmongAll = view.Resource.Path.EndsWith(AllEnding, StringComparison.Ordinal);
        (var isComputed, value) = field switch
        {
            "pk" when isAmongAll => (true, (JsonNode?)row.IdString),
            "type" => (true, type),
            "meta_model_name" => (true, type.ToLowerInvariant()),
            "verbose_name" => (true, name),
            "verbose_name_plural" => (true, name + "s"),
            "extra_description" => (true, State.IsFrom(2025, 10) ? null : string.Empty),
            "external_id" => (true, null),
            _ => (false, null),
        };
        return isComputed;
    }

    public override bool? Passes(Row row, string filter, IReadOnlyList<string> values) =>
        filter == "user" ? Link.Read(row.Values["user"])?.Id == values[^1] : null;
}
