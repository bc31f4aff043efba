using Authentik.Book;
using Authentik.Jobs;
using Authentik.Sessions;

namespace Authentik.Commands;

/// <summary>How the commands that set up and copy applications, and their rows, name the fields of application and provider.</summary>
/// <param name="kind">The kind of provider.</param>
internal sealed class SetupFields(ProviderKind kind)
{
    private static readonly Dictionary<string, string> ApplicationFields = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Name"] = "name",
        ["Slug"] = "slug",
        ["LaunchUrl"] = "meta_launch_url",
        ["MetaLaunchUrl"] = "meta_launch_url",
        ["Group"] = "group",
        ["Description"] = "meta_description",
        ["MetaDescription"] = "meta_description",
        ["Publisher"] = "meta_publisher",
        ["MetaPublisher"] = "meta_publisher",
    };

    private static readonly HashSet<string> Others = new(StringComparer.OrdinalIgnoreCase)
    {
        "AllowGroup", "AllowUser", "Outpost", "Icon", "MetadataPath", "Setting",
    };

    /// <summary>All names, for a mistyped one.</summary>
    public IEnumerable<string> Names =>
        [.. ApplicationFields.Keys, .. Others, .. kind.Resource.Fields.Select(one => one.Parameter).OfType<string>()];

    /// <summary>The name of the parameter. Columns can be named as in the API, such as allow_group.</summary>
    public static string Normalize(string column)
    {
        var name = column.Replace("_", null, StringComparison.Ordinal);
        return name.ToUpperInvariant() switch { "ALLOWGROUPS" => "AllowGroup", "ALLOWUSERS" => "AllowUser", _ => name };
    }

    /// <summary>True for a name that means something.</summary>
    public bool IsKnown(string name) => Others.Contains(name) || Find(name, gate: null) is not null;

    /// <summary>The field that a parameter or a column is for; null if it's for none of the application or the provider.</summary>
    public (Resource Resource, Field Field)? Find(string name, VersionGate? gate)
    {
        if (ApplicationFields.TryGetValue(name, out var own))
        {
            return (Resources.Application, Resources.Application.GetField(own));
        }

        var field = name.ToUpperInvariant() switch
        {
            "PROVIDERNAME" => kind.Resource.GetField("name"),
            "SIGNINGKEY" or "SIGNINGKP" => kind.KeyField is { } key ? kind.Resource.GetField(key) : null,
            "ISSUER" or "ISSUEROVERRIDE" when kind == ProviderKind.Saml => FindIssuer(gate),
            "SCIMURL" => kind.Resource.FindInput("url"),
            "SCIMTOKEN" => kind.Resource.FindInput("token"),
            _ => kind.Resource.FindInput(name)
                ?? kind.Resource.Fields.FirstOrDefault(one => one.Parameter is not null
                    && string.Equals(one.Name.Replace("_", null, StringComparison.Ordinal), name, StringComparison.OrdinalIgnoreCase)),
        };
        return field is null ? null : (kind.Resource, field);
    }

    // The field has another name since 2026.5.
    private Field FindIssuer(VersionGate? gate)
    {
        var older = kind.Resource.GetField("issuer");
        return gate is null || gate.IsCertain(older.Versions) ? older : kind.Resource.GetField("issuer_override");
    }
}
