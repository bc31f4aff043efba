using System.Security;

namespace Authentik.Sessions.Credentials;

/// <summary>
/// A JWT that a workload's platform gave it, as text or in a file. The file is read again for every token, because platforms
/// put a new one there before the old one ends.
/// </summary>
/// <param name="ClientId">The provider's client id.</param>
/// <param name="Text">The JWT; null where it is in a file.</param>
/// <param name="Path">The file; null where it is text.</param>
internal sealed record AssertionCredential(string ClientId, SecureString? Text, string? Path) : OAuthCredential(ClientId)
{
    /// <inheritdoc/>
    public override AuthenticationType Type => AuthenticationType.Assertion;

    /// <summary>The JWT as it is now.</summary>
    /// <exception cref="InputException">The file cannot be read, or holds no JWT.</exception>
    public string Read()
    {
        var jwt = (Text is null ? FromFile() : SecretText.Reveal(Text)).Trim();
        var isJwt = jwt.Split('.') is { Length: 3 } parts && parts.All(part => part.Length > 0) && jwt.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' or '=');
        return isJwt ? jwt : throw new InputException(
            InputProblem.InvalidValue, $"{Path ?? "The assertion"} is no JWT: it has three parts of letters and digits with dots between them.", Path);
    }

    /// <inheritdoc/>
    public override SessionCredential Copy() => this with { Text = Text?.Copy() };

    /// <inheritdoc/>
    protected override IReadOnlyList<SecureString> Secrets => Text is null ? [] : [Text];

    private string FromFile()
    {
        try
        {
            return File.ReadAllText(Path!);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // The JWT itself may stand in the place of its path.
            throw new InputException(InputProblem.NotFound, SecretPatterns.TakeOut($"The assertion cannot be read from {Path}: {failure.Message}"), SecretPatterns.TakeOut(Path!));
        }
    }
}
