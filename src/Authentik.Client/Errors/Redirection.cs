using Authentik.Sessions;
using Authentik.Transport;

namespace Authentik.Errors;

/// <summary>Says where a redirect leads and what to do, for it is never followed: the token would go along.</summary>
internal static class Redirection
{
    private const string ApiPath = "/api/v3/";

    /// <summary>The sentence for a redirect of a call.</summary>
    public static string Describe(string call, TransportResponse response)
    {
        var isAbsolute = Uri.TryCreate(response.Header("Location"), UriKind.Absolute, out var to) && to.Scheme is "http" or "https";
        if (isAbsolute && to!.AbsolutePath.Contains(ApiPath, StringComparison.Ordinal))
        {
            var server = ServerAddress.Parse(to.GetLeftPart(UriPartial.Path)).AbsoluteUri.TrimEnd('/');
            return $"{call} leads to {server}. A redirect is never followed, because the token would go along: Connect-Authentik {server}";
        }

        var page = isAbsolute ? to!.GetLeftPart(UriPartial.Path) : "another page";
        return $"{call} leads to {page}, which is not the API but more likely a sign-in before it. A redirect is never followed, because the token would go along. " +
            "Connect to an address that leads to authentik itself, or give the proxy before it what it wants with -Header.";
    }
}
