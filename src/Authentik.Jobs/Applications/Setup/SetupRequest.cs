using Authentik.Values;

namespace Authentik.Jobs;

/// <summary>An application that is to be set up, as it was specified.</summary>
/// <param name="Kind">The kind of its provider.</param>
/// <param name="Application">The values of the application; the name and the slug at least.</param>
/// <param name="Provider">The values of the provider; the name at least.</param>
internal sealed record SetupRequest(ProviderKind Kind, FieldValues Application, FieldValues Provider)
{
    /// <summary>The groups that are let in, in the order of their bindings.</summary>
    public IReadOnlyList<Identity> Groups { get; init; } = [];

    /// <summary>The users who are let in, after the groups.</summary>
    public IReadOnlyList<Identity> Users { get; init; } = [];

    /// <summary>The outpost that serves the provider; null for the embedded one where the kind is served by that.</summary>
    public Identity? Outpost { get; init; }

    /// <summary>The icon: a file or a URL; null for none.</summary>
    public string? Icon { get; init; }

    /// <summary>The metadata of the application, from which the server makes the SAML provider; null for none.</summary>
    public string? MetadataFile { get; init; }

    /// <summary>True if values of what is there already are changed to those specified.</summary>
    public bool IsUpdate { get; init; }

    /// <summary>True if an application without bindings is meant.</summary>
    public bool AllowsEveryone { get; init; }

    /// <summary>True if the result contains the client secret or the shared secret.</summary>
    public bool IncludesSecret { get; init; }

    /// <summary>True if that is a string, and not a SecureString.</summary>
    public bool IsPlainText { get; init; }

    /// <summary>False if the provider only has the name of the application because no other one was specified.</summary>
    public bool IsProviderNamed { get; set; } = true;

    /// <summary>The name of the application.</summary>
    public string Name => (string)Application.Get("name")!;

    /// <summary>The slug of the application.</summary>
    public string Slug => (string)Application.Get("slug")!;

    /// <summary>The name of the provider.</summary>
    public string ProviderName => (string)Provider.Get("name")!;
}
