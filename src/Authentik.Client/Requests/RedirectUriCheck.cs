namespace Authentik.Requests;

/// <summary>
/// authentik stores any text as a redirect URI and finds out when somebody signs in. One that must match to the letter has to be
/// a whole address, so the mistake is told when it is made.
/// </summary>
internal static class RedirectUriCheck
{
    private const string Regex = "regex";

    /// <summary>Refuses a strict redirect URI that is no address. Other nested objects pass.</summary>
    /// <exception cref="InputException">It is no address.</exception>
    public static void Check(AuthentikObject nested, string parameter)
    {
        if (nested.PropertyOf("matching_mode") is null || nested.ValueOf("url") is not string url || nested.ValueOf("matching_mode") is Regex)
        {
            return;
        }

        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.IsFile)
        {
            throw new InputException(
                InputProblem.InvalidValue,
                $"'{url}' is not an address, so {parameter} would never match. Give it whole, as https://app.example.com/callback, or as a regular expression: @{{ url = '...'; matching_mode = 'regex' }}.",
                url);
        }
    }
}
