using Authentik.Sandboxing.Tests.Support;

namespace Authentik.Sandboxing.Tests.Agreement;

/// <summary>
/// Does signing in look as it did on the real servers? The recordings name clients and secrets that are made up, so the same is
/// asked of the sandbox with its own.
/// </summary>
public class SignInAgreementTests
{
    [Theory]
    [InlineData("2024.10.5")]
    [InlineData("2026.2.2")]
    public async Task A_token(string version) =>
        await CompareAsync(version, "oauth-client-credentials-app-password", signIn => signIn.TokenOfJane());

    [Theory]
    [InlineData("2024.10.5")]
    [InlineData("2026.2.2")]
    public async Task A_wrong_password(string version) => await CompareAsync(version, "oauth-client-credentials-bad-password", signIn =>
        signIn.Token(("grant_type", "client_credentials"), ("username", "jdoe"), ("password", "fake-password")));

    [Theory]
    [InlineData("2024.10.5")]
    [InlineData("2026.2.2")]
    public async Task The_codes_of_a_device(string version) => await CompareAsync(version, "oauth-device-init", signIn => signIn.Device());

    [Theory]
    [InlineData("2024.10.5")]
    [InlineData("2026.2.2")]
    public async Task A_device_that_waits(string version) =>
        await CompareAsync(version, "oauth-device-poll-pending", async signIn => await signIn.Poll(await signIn.Device()));

    [Theory]
    [InlineData("2026.2.2")]
    public async Task The_token_of_a_device(string version) => await CompareAsync(version, "oauth-device-token", async signIn =>
    {
        signIn.Sandbox.ApproveDevices("jdoe");
        return await signIn.Poll(await signIn.Device());
    });

    private static async Task CompareAsync(string version, string name, Func<SignIn, Task<Came>> ask)
    {
        Assert.SkipWhen(Recordings.Folder is null, Recordings.Absent);
        var recorded = Recordings.Read(version, "behaviour").Single(exchange => Path.GetFileNameWithoutExtension(exchange.Name) == name);
        using var signIn = await SignIn.StartAsync(version);
        var came = await ask(signIn);
        Assert.Equal((recorded.Status, Shape.Of(recorded)), (came.Status, Shape.Of(came)));
        Assert.Equal(recorded.Json!["error_description"]?.ToString(), came["error_description"]?.ToString());
        Assert.Equal(recorded.Json!["expires_in"]?.ToString(), came["expires_in"]?.ToString());
    }
}
