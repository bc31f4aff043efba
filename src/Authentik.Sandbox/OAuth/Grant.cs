using Authentik.Sandboxing.Store;

namespace Authentik.Sandboxing.OAuth;

/// <summary>What a client gets: to act for a user, within some scopes.</summary>
/// <param name="User">The user.</param>
/// <param name="Scopes">The scopes.</param>
/// <param name="IsRenewable">True when it gets a refresh token as well.</param>
internal sealed record Grant(Row User, IReadOnlyList<string> Scopes, bool IsRenewable);
