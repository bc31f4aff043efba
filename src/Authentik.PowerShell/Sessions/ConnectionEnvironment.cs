using System.Security;

namespace Authentik.Commands;

/// <summary>A server and a token from the environment, under the names that authentik's Terraform provider uses.</summary>
internal static class ConnectionEnvironment
{
    private const string UrlVariable = "AUTHENTIK_URL";
    private const string TokenVariable = "AUTHENTIK_TOKEN";
    private const string InsecureVariable = "AUTHENTIK_INSECURE";

    private static readonly HashSet<string> Yes = new(StringComparer.OrdinalIgnoreCase) { "1", "t", "true", "y", "yes", "on" };

    /// <summary>The server's address.</summary>
    /// <exception cref="InputException">It is not set.</exception>
    public static string Url => Must(UrlVariable);

    /// <summary>The API token.</summary>
    /// <exception cref="InputException">It is not set.</exception>
    public static SecureString Token => SecretText.Protect(Must(TokenVariable));

    /// <summary>True when any certificate is to be accepted.</summary>
    public static bool IsInsecure => Yes.Contains(Environment.GetEnvironmentVariable(InsecureVariable) ?? string.Empty);

    private static string Must(string variable) => Environment.GetEnvironmentVariable(variable) is { Length: > 0 } value
        ? value.Trim()
        : throw new InputException(
            InputProblem.MissingValue,
            $"The environment variable {variable} is not set. Say where to connect: -Uri and a way to sign in, such as -Token; or -Profile; or set the variables {UrlVariable} and {TokenVariable}.",
            variable);
}
