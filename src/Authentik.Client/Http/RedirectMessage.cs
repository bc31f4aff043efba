using Authentik.Sessions;
using Authentik.Transport;

namespace Authentik.Http;

/// <summary>Says where a redirect leads and what to do. It is never followed, because the token would be sent along.</summary>
internal static class RedirectMessage
{
    private const string NotFollowed = "Redirects are never followed, because the token would be sent along.";

    /// <summary>The message for a redirect of a request.</summary>
    public static string Describe(ApiFailure failure, TransportResponse response)
    {
        var call = $"{failure.Method} {failure.Path}";
        var isAbsolute = Uri.TryCreate(response.Header("Location"), UriKind.Absolute, out var to) && to.Scheme is "http" or "https";
        if (isAbsolute && to!.AbsolutePath.Contains($"{ServerAddress.ApiRoot}/", StringComparison.Ordinal))
        {
            var server = ServerAddress.Parse(to.GetLeftPart(UriPartial.Path)).AbsoluteUri.TrimEnd('/');
            return $"{call} redirects to {server}. {NotFollowed} Use Connect-Authentik {server}";
        }

        var page = isAbsolute ? to!.GetLeftPart(UriPartial.Path) : "another page";
        return $"{call} redirects to {page}, which isn't the API but more likely a sign-in page in front of it. {NotFollowed} "
            + "Connect to an address that leads to authentik itself, or specify what the proxy in front of it needs with -Header.";
    }
}
