namespace Authentik;

/// <summary>An application that was copied, with what its own settings page asks for.</summary>
public sealed class ApplicationCopy : ApplicationSetup
{
    /// <summary>The slug of the application that was copied.</summary>
    public required string Template { get; init; }

    /// <summary>The name of that application's provider.</summary>
    public string? TemplateProvider { get; internal set; }

    /// <summary>The entitlements that were copied.</summary>
    public ValueList<string> Entitlements { get; internal set; } = new([]);
}
