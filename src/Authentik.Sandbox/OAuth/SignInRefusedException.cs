namespace Authentik.Sandboxing.OAuth;

/// <summary>Somebody is not signed in, for one of the <see cref="OAuthErrors"/>.</summary>
internal sealed class SignInRefusedException(string error) : Exception(error)
{
    public string Error { get; } = error;
}
