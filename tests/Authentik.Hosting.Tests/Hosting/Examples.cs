namespace Authentik.Hosting.Tests;

/// <summary>Parts of commands that many tests type.</summary>
internal static class Examples
{
    /// <summary>The flows that every provider needs, as far as the server's version has them.</summary>
    public const string Flows = "@flows";

    /// <summary>Makes the variable that these flows are in.</summary>
    public const string DefineFlows = """
        $global:flows = @{ AuthorizationFlow = 'default-provider-authorization-implicit-consent' }
        if ((Get-AuthentikSession)[0].ServerVersion -ge '2024.10.0') { $flows.InvalidationFlow = 'default-provider-invalidation-flow' }
        """;
}
