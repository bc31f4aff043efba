using Authentik.Sandboxing.Access;
using Authentik.Sandboxing.Actions;
using Authentik.Sandboxing.Data;
using Authentik.Sandboxing.Http;
using Authentik.Sandboxing.Relations;
using Authentik.Sandboxing.Store;
using Authentik.Sandboxing.Writes;

namespace Authentik.Sandboxing.Rules;

/// <summary>
/// Tokens. Every write that leaves out the user gives the token to the caller, and every one that leaves out the intent makes
/// it an API token: a trap, which is imitated so that a client can be tested against it.
/// </summary>
internal sealed class TokenRules(World world) : ResourceRules(world)
{
    private const string User = "user";
    private const string Intent = "intent";
    private const int KeyLength = 60;

    private static readonly TimeSpan Life = TimeSpan.FromMinutes(30);

    public override string Path => "/core/tokens/";

    public override Answer? Refuse(Change change, FieldErrors errors)
    {
        if (change.Existing is { } row && change.Values[User] is { } user && user.ToString() != row.Values[User]?.ToString())
        {
            errors.Add(User, "User cannot be changed");
        }

        return null;
    }

    public override void Complete(Row row, bool isNew, Change? change = null)
    {
        if (change?.Call.User is not { } caller)
        {
            return;
        }

        if (isNew)
        {
            row.Values[TokenKeys.Key] = Defaults.MadeUp(KeyLength);
            row.Values[TokenKeys.Creator] = caller.Id.DeepClone();
        }

        // Whoever is no superuser has the token for themselves, whomever they name.
        var owner = Memberships.IsSuperuser(World, caller) ? change.Values[User] : null;
        row.Values[User] = owner?.DeepClone() ?? caller.Id.DeepClone();
        row.Values[Intent] = change.Values[Intent]?.DeepClone() ?? UserTokens.Api;

        // An API token's own wish does not count.
        if (row.Text(Intent) == UserTokens.Api || row.Values["expires"] is null)
        {
            row.Values["expires"] = Moments.Text(World.Now + Life);
        }
    }
}
