using System.Text.RegularExpressions;

namespace Authentik;

/// <summary>Finds secrets by their format, whoever they belong to.</summary>
internal static partial class SecretPatterns
{
    /// <summary>Replaces the secrets in a string, in a time that grows with its length alone.</summary>
    public static string Redact(string text)
    {
        text = InQuery().Replace(text, $"$1{Redactor.Mark}");
        text = RecoveryLink().Replace(text, $"$1{Redactor.Mark}");
        text = InAddress().Replace(text, $"://{Redactor.Mark}@");
        return PrivateKey().Replace(JwtText.Redact(text), Redactor.Mark);
    }

    // As in /core/users/?token=... and in a recovery link's flow_token. The name has no question mark, so that no text is read twice.
    [GeneratedRegex("""([?&#][^=&?#\s"]*(?:token|password|secret|key|code|assertion|credential)=)[^&\s"']+""", RegexOptions.IgnoreCase)]
    private static partial Regex InQuery();

    [GeneratedRegex("-----BEGIN [A-Z ]*PRIVATE KEY( BLOCK)?-----.*?(-----END [A-Z ]*PRIVATE KEY( BLOCK)?-----|$)", RegexOptions.Singleline)]
    private static partial Regex PrivateKey();

    [GeneratedRegex(@"(/recovery/use-token/)[^/?\s""']+", RegexOptions.IgnoreCase)]
    private static partial Regex RecoveryLink();

    // As in https://name:password@host.
    [GeneratedRegex(@"://[^/\s@:""']*:[^/\s@""']*@")]
    private static partial Regex InAddress();
}
