namespace Authentik;

/// <summary>A group that a user belongs to.</summary>
/// <param name="Name">The name of the group.</param>
/// <param name="Path">The groups from the one that the user is in to this one; only this one if the user is in it.</param>
/// <param name="IsSuperuser">True if the group makes its members superusers.</param>
/// <param name="Pk">The id of the group.</param>
public sealed record UserGroup(string Name, IReadOnlyList<string> Path, bool IsSuperuser, Guid Pk)
{
    /// <summary>True if the user is in the group itself.</summary>
    public bool IsDirect => Path.Count == 1;

    /// <summary>The name; of an inherited group also where it comes from, such as <c>company (by staff)</c>.</summary>
    public override string ToString() => IsDirect ? Name : $"{Name} (by {string.Join(" > ", Path.SkipLast(1))})";
}

/// <summary>A role that a user has.</summary>
/// <param name="Name">The name of the role.</param>
/// <param name="Groups">The groups that give it.</param>
/// <param name="IsDirect">True if the user has it without a group.</param>
/// <param name="Pk">The id of the role.</param>
public sealed record UserRole(string Name, IReadOnlyList<string> Groups, bool IsDirect, Guid Pk)
{
    /// <summary>The name, and the groups that it comes from, such as <c>auditors (by staff)</c>.</summary>
    public override string ToString() => Groups.Count == 0 ? Name
        : IsDirect ? $"{Name} (also by {string.Join(", ", Groups)})"
        : $"{Name} (by {string.Join(", ", Groups)})";
}

/// <summary>A sign-in of a user.</summary>
/// <param name="Created">When it was.</param>
/// <param name="ClientIp">The address that the request came from.</param>
/// <param name="Method">How the user signed in, such as <c>password</c>; null if the event doesn't say.</param>
public sealed record UserSignIn(DateTimeOffset? Created, string? ClientIp, string? Method)
{
    /// <summary>The address and the method.</summary>
    public override string ToString() => string.Join(" ", new[] { ClientIp, Method }.Where(one => !string.IsNullOrEmpty(one)));
}
