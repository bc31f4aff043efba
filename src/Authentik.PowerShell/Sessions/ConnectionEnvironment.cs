using System.Security;
using Authentik.Sessions;

namespace Authentik.Commands;

/// <summary>The server and the token in the environment, in the variables that authentik's Terraform provider uses.</summary>
internal static class ConnectionEnvironment
{
    private const string UrlVariable = "AUTHENTIK_URL";
    private const string TokenVariable = "AUTHENTIK_TOKEN";
    private const string InsecureVariable = "AUTHENTIK_INSECURE";

    private static readonly HashSet<string> Yes = new(StringComparer.OrdinalIgnoreCase) { "1", "t", "true", "y", "yes", "on" };

    /// <summary>Reads the connection.</summary>
    /// <exception cref="InputException">A variable isn't set, or the address isn't valid.</exception>
    public static Connection Read(bool withToken)
    {
        var settings = new ConnectionSettings
        {
            Uri = ServerAddress.Parse(ReadRequired(UrlVariable)),
            SkipCertificateCheck = Yes.Contains(Environment.GetEnvironmentVariable(InsecureVariable) ?? string.Empty),
        };
        var secrets = new Dictionary<string, SecureString>();
        if (withToken)
        {
            secrets[ConnectionSettings.CredentialSecret] = ReadToken();
        }

        return new Connection(settings, secrets);
    }

    private static SecureString ReadToken() => ReadRequired(TokenVariable) is { Length: <= SecretText.MostLength } token
        ? SecretText.Protect(token)
        : throw new InputException(InputProblem.InvalidValue, $"{SecretText.TooLong}. Check the variable {TokenVariable}.", TokenVariable);

    private static string ReadRequired(string variable) => Environment.GetEnvironmentVariable(variable) is { Length: > 0 } value
        ? value.Trim()
        : throw new InputException(
            InputProblem.MissingValue,
            $"The environment variable {variable} is not set. Specify -Uri and a way to sign in, such as -Token; or use -Profile; or set "
                + $"the variables {UrlVariable} and {TokenVariable}.",
            variable);
}
