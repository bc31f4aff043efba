using Authentik.Naming;

namespace Authentik.Commands;

/// <summary>authentik lets a user delete themselves, and the token with it; whoever does that by accident is locked out.</summary>
internal static class OwnUser
{
    /// <summary>Refuses to remove the session's own user.</summary>
    /// <exception cref="InputException">It is the session's own user.</exception>
    public static void Refuse(Identity identity, Session session)
    {
        if (identity.Resource == Resources.User && identity.FindId() is long id && id == session.UserId)
        {
            throw new InputException(
                InputProblem.InvalidValue,
                $"'{identity}' is the user of this session: removing it ends the session's token and may lock everybody out. Say -Force if that is meant.",
                identity.ToString());
        }
    }
}
