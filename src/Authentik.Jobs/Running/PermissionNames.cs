using Authentik.Naming;

namespace Authentik.Jobs;

/// <summary>
/// The permissions that a server has. An unknown one crashes the server when it's granted, and the answer doesn't say why, so names are
/// checked before.
/// </summary>
internal sealed class PermissionNames(JobClient client)
{
    private const string Everything = "";

    private readonly Dictionary<string, IReadOnlyList<string>> known = new(StringComparer.Ordinal);

    /// <summary>The permissions of a role for all objects.</summary>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public Task<IReadOnlyList<string>> ListAsync(Role role, CancellationToken cancellation) =>
        ListAsync("role", Resources.Role.MakeIdentity(role), cancellation);

    /// <summary>The permissions for all objects that match a filter of the API, such as those of a user.</summary>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public Task<IReadOnlyList<string>> ListAsync(string filter, Identity holder, CancellationToken cancellation) =>
        ReadAsync(filter, holder, cancellation);

    /// <summary>Refuses a permission that the server doesn't have.</summary>
    /// <exception cref="InputException">There is no such permission; the message has the nearest name.</exception>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public async Task RequireAsync(IReadOnlyList<string> names, CancellationToken cancellation)
    {
        foreach (var name in names)
        {
            var app = name.Split('.', 2) is [var first, _] ? first : Everything;
            if (app == Everything || !(await ListAsync(app, cancellation)).Contains(name))
            {
                throw await RefuseAsync(name, cancellation);
            }
        }
    }

    private async Task<InputException> RefuseAsync(string name, CancellationToken cancellation)
    {
        var all = await ListAsync(Everything, cancellation);
        var same = all.Where(one => one.EndsWith($".{name}", StringComparison.Ordinal)).ToList();
        var hint = same.Count > 0
            ? $"Did you mean {string.Join(" or ", same.Select(one => $"'{one}'"))}? "
            : NearestName.Ask(name, all);
        return new InputException(
            InputProblem.NotFound,
            $"The server has no permission '{name}'. {hint}Nothing was changed. To list the permissions, which are "
                + "an app and a codename such as authentik_core.view_user, use Get-AuthentikPermission.",
            name);
    }

    private async Task<IReadOnlyList<string>> ListAsync(string app, CancellationToken cancellation) =>
        known.TryGetValue(app, out var names) ? names : known[app] = app == Everything
            ? await ReadAsync(null, null, cancellation)
            : await ReadAsync("content_type__app_label", app, cancellation);

    private async Task<IReadOnlyList<string>> ReadAsync(string? filter, object? value, CancellationToken cancellation)
    {
        var filters = filter is null ? null : new Dictionary<string, object?> { [filter] = value };
        var found = await client.ReadAllAsync<Permission>(Resources.Permission, filters, cancellation);
        return [.. found.Select(one => $"{one.AppLabel}.{one.Codename}").Distinct()];
    }
}
