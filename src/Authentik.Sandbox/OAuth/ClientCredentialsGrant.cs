using Authentik.Sandboxing.Access;
using Authentik.Sandboxing.Store;

namespace Authentik.Sandboxing.OAuth;

/// <summary>Signs in programs: in the name of a user with an app password, or in their own with a secret or somebody else's word.</summary>
internal sealed class MachineSignIn(World world)
{
    public Grant Grant(TokenRequest request)
    {
        var user = UserOf(request);
        if (!ApplicationAccess.Allows(world, ApplicationOf(request), user))
        {
            throw Refused();
        }

        return new Grant(user, request.Scopes, IsRenewable: false);
    }

    private Row UserOf(TokenRequest request) => request switch
    {
        _ when request.Form["client_assertion_type"].Length > 0 => OfAssertion(request),
        _ when request.Form["username"] is { Length: > 0 } name => OfPassword(name, request.Form["password"]),
        _ when request.Secret == request.Client.Secret => Generated(request, "client_credentials", "client credentials"),
        _ when Credentials.Read(request.Secret) is { } pair => OfPassword(pair.Name, pair.Secret),
        _ => throw Refused(),
    };

    private Row OfPassword(string name, string password) =>
        OAuthUsers.ByName(world, name) is { } user && OAuthUsers.IsActive(user) && new UserTokens(world).OwnerOfAppPassword(password) == user.IdText ? user : throw Refused();

    private Row OfAssertion(TokenRequest request) =>
        Generated(request, new Assertion(world, request).Subject ?? throw Refused(), "client credentials JWT");

    private Row Generated(TokenRequest request, string ending, string how) =>
        OAuthUsers.Generated(world, $"ak-{request.Client.Name}-{ending}", ApplicationOf(request), how);

    private static Row ApplicationOf(TokenRequest request) => request.Client.Application ?? throw Refused();

    private static SignInRefusedException Refused() => new(OAuthErrors.Refused);
}
