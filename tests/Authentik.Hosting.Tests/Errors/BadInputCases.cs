using System.Management.Automation;
using static Authentik.Hosting.Tests.Examples;

namespace Authentik.Hosting.Tests.Errors;

/// <summary>What people get wrong, by name.</summary>
internal static class BadInputCases
{
    private static readonly object WebPage = new
    {
        status = 200, text = "<html><title>Sign in</title></html>", times = 9,
        headers = new Dictionary<string, string> { ["Content-Type"] = "text/html" },
    };

    private static readonly object LoginPage = new
    {
        status = 302, headers = new Dictionary<string, string> { ["Location"] = "https://login.example.com/?next=/" }, times = 9,
    };

    public static IReadOnlyDictionary<string, BadInput> All { get; } = new Dictionary<string, BadInput>
    {
        ["an address without a host"] = new(
            "Connect-Authentik https:// $token", "InvalidValue", ErrorCategory.InvalidArgument, "*https://auth.example.com*"),
        ["a web page"] = new(
            "Connect-Authentik $uri $token", "UnexpectedAnswer", ErrorCategory.InvalidResult, "*Check the address*") { Answer = WebPage },
        ["a login page"] = new(
            "Connect-Authentik $uri $token", "Redirected", ErrorCategory.ConnectionError,
            "*https://login.example.com*") { Answer = LoginPage },
        ["a path that is missing"] = new(
            """Connect-Authentik ([uri] $uri).GetLeftPart("Authority") $token""", "InvalidValue", ErrorCategory.InvalidArgument,
            "*no authentik API*path that authentik runs below*") { Base = "/auth" },
        ["a wrong token"] = new("Connect-Authentik $uri wrong", "NotSignedIn", ErrorCategory.AuthenticationError, "*API token*"),
        ["an empty token"] = new(
            "Connect-Authentik $uri ''", "ParameterArgumentTransformationError", ErrorCategory.InvalidData, "*is empty*"),
        ["a server that is down"] = new(
            "Connect-Authentik http://127.0.0.1:1 $token", "Connection", ErrorCategory.ConnectionError,
            "*Check the address, and that the server is running*"),
        ["an unknown flow"] = new(
            "New-AuthentikOAuth2Provider -Name bad -RedirectUri https://a -AuthorizationFlow no-such-flow " +
            "-InvalidationFlow default-provider-invalidation-flow",
            "NameNotFound", ErrorCategory.ObjectNotFound, "*Flow with the slug or name 'no-such-flow' was not found*"),
        ["an unknown user"] = new(
            "Set-AuthentikUser nobody -Name x",
            "NameNotFound", ErrorCategory.ObjectNotFound, "*User*'nobody' was not found*") { Target = "nobody" },
        ["a source of another kind"] = new(
            "New-AuthentikUserConnection -User jdoe -Source authentik-built-in -Identifier 1",
            "InvalidValue", ErrorCategory.InvalidArgument, "*Specify one of these kinds: oauth*"),
        ["a redirect URI that is no address"] = new(
            $"New-AuthentikOAuth2Provider -Name bad {Flows} -RedirectUri grafana", "InvalidValue", ErrorCategory.InvalidArgument,
            "*https://app.example.com/callback*"),
        ["a redirect URI with a part that does not exist"] = new(
            $"New-AuthentikOAuth2Provider -Name bad {Flows} -RedirectUri @{{ uri = 'https://a' }}",
            "ParameterArgumentTransformationError", ErrorCategory.InvalidData, "*Use one of these keys: matching_mode, url*"),
        ["a value that does not exist"] = new(
            "Set-AuthentikOAuthSource github -UserMatchingMode email", "InvalidValue", ErrorCategory.InvalidArgument, "*email_link*"),
        ["a field that the server refuses"] = new(
            "New-AuthentikApplication -Name Bad -Slug 'not a slug'", "ValidationFailed", ErrorCategory.InvalidData, "*slug*"),
        ["a name that is taken"] = new(
            "New-AuthentikUser -Username jdoe -Name again", "AlreadyExists", ErrorCategory.ResourceExists, "*username*"),
        ["a list that needs a filter"] = new(
            "Get-AuthentikRoleAssignedPermission", "MissingValue", ErrorCategory.InvalidArgument, "*requires -Model*"),
        ["a search that the server would ignore"] = new(
            "Get-AuthentikAuthenticatorDevice -Search old", "InvalidValue", ErrorCategory.InvalidArgument, "*ignores -Search*"),
        ["a server too old for a connection"] = TooOld(
            "New-AuthentikUserConnection -User jdoe -Source github -Identifier 1", "*2024.10.5*2024.12*UserMatchingMode*"),
        ["a parameter too new"] = TooOld("Set-AuthentikOAuthSource github -Pkce S256", "*-Pkce*2024.10.5*2025.10 and later*"),
        ["a filter too new"] = TooOld("Get-AuthentikUser -LastLoginGt (Get-Date)", "*-LastLoginGt*2026.2 and later*"),
        ["a filter too new, with what to do instead"] = TooOld(
            "Get-AuthentikEvent -Action login", "*2025.8 and later*use -ActionContains*"),
        ["a parameter that no longer exists"] = new(
            "Set-AuthentikOAuth2Provider x -JwksSource github", "VersionMismatch", ErrorCategory.NotImplemented, "*up to 2024.10*"),
        ["a resource that no longer exists, with what to use instead"] = new(
            "Get-AuthentikSystemTask", "VersionMismatch", ErrorCategory.NotImplemented, "*up to 2025.6. Use Get-AuthentikBackgroundTask."),
    };

    private static BadInput TooOld(string script, string message) =>
        new(script, "VersionMismatch", ErrorCategory.NotImplemented, message) { Version = "2024.10.5" };
}
