using Authentik.Sessions;
using Authentik.Sessions.Credentials;

namespace Authentik.Commands;

/// <summary>A server and a token from the environment, under the names that authentik's Terraform provider uses.</summary>
internal static class ConnectionEnvironment
{
    /// <summary>The variable with the server's address.</summary>
    public const string UrlVariable = "AUTHENTIK_URL";

    private const string TokenVariable = "AUTHENTIK_TOKEN";
    private const string InsecureVariable = "AUTHENTIK_INSECURE";

    private static readonly HashSet<string> Yes = new(StringComparer.OrdinalIgnoreCase) { "1", "t", "true", "y", "yes", "on" };

    /// <summary>The options that the environment gives.</summary>
    /// <exception cref="InputException">A variable is not set.</exception>
    public static SessionOptions Read()
    {
        var options = new SessionOptions(Must(UrlVariable), new TokenCredential(SecretText.Protect(Must(TokenVariable))));
        var isInsecure = Yes.Contains(Environment.GetEnvironmentVariable(InsecureVariable) ?? string.Empty);
        return options with { Network = options.Network with { SkipCertificateCheck = isInsecure } };
    }

    private static string Must(string variable) => Environment.GetEnvironmentVariable(variable) is { Length: > 0 } value
        ? value.Trim()
        : throw new InputException(
            InputProblem.MissingValue,
            $"The environment variable {variable} is not set. Say where to connect: -Uri with -Token or another way to sign in, -Profile, or the variables {UrlVariable} and {TokenVariable}.",
            variable);
}
