namespace Authentik.Hosting.Tests;

/// <summary>Parts of commands that many tests type.</summary>
internal static class Examples
{
    /// <summary>The flows that every provider needs.</summary>
    public const string Flows =
        "-AuthorizationFlow default-provider-authorization-implicit-consent -InvalidationFlow default-provider-invalidation-flow";
}
