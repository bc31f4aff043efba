using static Authentik.Jobs.Findings.TypedCommand;

namespace Authentik.Jobs.Findings.Rules.People;

/// <summary>Who can change everything.</summary>
internal static class AdminRules
{
    public static FindingRule WithoutMfa { get; } = new(
        "admin-without-mfa", FindingSeverity.High, "A superuser without a second factor.", async data =>
            from user in await data.AdminsWithoutDevice
            select new Flaw(
                user,
                "The user can change everything and has no second factor, so a stolen password is enough to take over the server.",
                $"Get-AuthentikAuthenticatorDevice -User {Quote(user.Username!)}"));

    public static FindingRule Inactive { get; } = new(
        "admin-inactive", FindingSeverity.Medium, "A superuser who hasn't signed in for long.", async data =>
            from user in await data.ListAdminPeopleAsync()
            let last = user.LastLogin ?? (user.Has("date_joined") ? user.DateJoined : null)
            where last < data.Now - data.Options.InactiveFor
            select new Flaw(
                user,
                user.LastLogin is null
                    ? $"The user can change everything, exists since {last:yyyy-MM-dd}, and never signed in."
                    : $"The user can change everything, and last signed in on {last:yyyy-MM-dd}. Nobody notices if somebody else does.",
                For("Set-AuthentikUser", user, "-IsActive $false")));

    public static FindingRule Guest { get; } = new(
        "admin-guest", FindingSeverity.High, "A guest who is a superuser.", async data =>
            from user in await data.Admins
            where user is { IsActive: true, Type: "external" }
            select new Flaw(
                user,
                "The user is external, a guest or customer, and can change everything.",
                $"Get-AuthentikGroup -Member {Quote(user.Username!)} -IsSuperuser $true | Remove-AuthentikGroupMember -User "
                    + $"{Quote(user.Username!)}"));

    public static FindingRule DefaultAccount { get; } = new(
        "admin-default-account", FindingSeverity.Info, "The account of the installation beside those of people.", async data =>
        {
            var people = (await data.ListAdminPeopleAsync()).ToList();
            return people.Count < 2 ? [] : people.Where(user => user.Username == "akadmin").Select(user => new Flaw(
                user,
                "Every installation has this account, so its name is tried first, and nobody knows who used it. Other superusers exist.",
                For("Set-AuthentikUser", user, "-IsActive $false")));
        });

    public static FindingRule InheritedRights { get; } = new(
        "group-inherits-superuser", FindingSeverity.Low, "A group that makes superusers without saying so.", async data =>
        {
            var (groups, ancestors) = (await data.Groups, await data.Ancestors);
            var tops = groups.Where(group => group.IsSuperuser == true).ToDictionary(group => group.Pk!.Value);
            return from one in groups
                   where one.IsSuperuser != true
                   let top = ancestors.Find(one).Where(tops.ContainsKey).Select(id => tops[id]).FirstOrDefault()
                   where top is not null
                   select new Flaw(
                       one,
                       $"The group is below '{top}', so its members are superusers, although the group itself doesn't say so.",
                       $"Remove-AuthentikGroupMember {Quote(top.Name!)} {Quote(one.Name!)} -ChildGroup");
        });
}
