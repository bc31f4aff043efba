using System.Text.Json.Nodes;
using Authentik.Sandboxing.Reads;
using Authentik.Sandboxing.Store;

namespace Authentik.Sandboxing.Rules;

/// <summary>
/// Devices for a second factor. Lists of all kinds show them in one shape, with the number as text, which repeats between kinds:
/// only the type tells what a number means.
/// </summary>
internal sealed class DeviceRules(World world, string path, string type, string name) : ResourceRules(world)
{
    private const string AllEnding = "/all/";

    public override string Path => path;

    /// <summary>The rules of all kinds.</summary>
    public static IEnumerable<ResourceRules> All(World world) =>
    [
        new DeviceRules(world, "/authenticators/admin/duo/", "authentik_stages_authenticator_duo.DuoDevice", "Duo Device"),
        new DeviceRules(world, "/authenticators/admin/email/", "authentik_stages_authenticator_email.EmailDevice", "Email Device"),
        new DeviceRules(world, "/authenticators/admin/sms/", "authentik_stages_authenticator_sms.SMSDevice", "SMS Device"),
        new DeviceRules(world, "/authenticators/admin/static/", "authentik_stages_authenticator_static.StaticDevice", "Static Device"),
        new DeviceRules(world, "/authenticators/admin/totp/", "authentik_stages_authenticator_totp.TOTPDevice", "TOTP Device"),
        new DeviceRules(world, "/authenticators/admin/webauthn/", "authentik_stages_authenticator_webauthn.WebAuthnDevice", "WebAuthn Device"),
        new DeviceRules(world, "/authenticators/admin/endpoint/", "authentik_stages_authenticator_endpoint_gdtc.EndpointDevice", "Endpoint Device"),
    ];

    public override bool TryCompute(Row row, string field, View view, out JsonNode? value)
    {
        var isAmongAll = view.As.Path.EndsWith(AllEnding, StringComparison.Ordinal);
        (var isComputed, value) = field switch
        {
            "pk" when isAmongAll => (true, (JsonNode?)row.IdText),
            "type" => (true, type),
            "meta_model_name" => (true, type.ToLowerInvariant()),
            "verbose_name" => (true, name),
            "verbose_name_plural" => (true, name + "s"),
            "extra_description" => (true, World.IsFrom(2025, 10) ? null : string.Empty),
            "external_id" => (true, null),
            _ => (false, null),
        };
        return isComputed;
    }

    public override bool? Passes(Row row, string filter, IReadOnlyList<string> values) =>
        filter == "user" ? Link.Read(row.Values["user"])?.Id == values[^1] : null;
}
