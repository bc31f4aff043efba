using System.Text.Json.Nodes;
using Authentik.Book;
using Authentik.Changes;
using Authentik.Naming;
using Authentik.Parts;
using Authentik.Values;

namespace Authentik.Jobs;

/// <summary>Sends what an import creates and changes.</summary>
internal sealed class UserWriter(JobClient client)
{
    private static Field AttributesField => Resources.User.GetField("attributes");

    private ResourceClient Users => client.Of(Resources.User);

    /// <summary>Refuses what can't be sent for a new user, without a request.</summary>
    /// <exception cref="InputException">A value can't be sent.</exception>
    public void RequireNew(UserRow row) => MakeNew(row);

    /// <summary>Refuses what can't be sent for an existing user, without a request.</summary>
    /// <exception cref="InputException">A value can't be sent.</exception>
    public void Require(UserComparison comparison) => Users.Writer.Require(comparison.Values, isNew: false);

    /// <summary>What the creation does, for a question. Values with names of secrets aren't shown.</summary>
    public static string DescribeNew(UserRow row, IReadOnlyList<NamedObject> groups, IReadOnlyList<NamedObject> roles)
    {
        var fields = row.Values.Where(value => value.Key.Name != "username" && value.Value is not (null or ""))
            .Select(value => $"{value.Key.Name} {ImportedUserChange.Quote(value.Value)}");
        var attributes = row.Attributes.Where(cell => cell.Value is not null).Select(cell => cell.IsSecret || cell.Value is not JsonValue
            ? cell.Name
            : $"{cell.Name} {ImportedUserChange.Quote(cell.Value)}");
        string[] all = [.. fields, .. attributes, .. Describe("group", groups), .. Describe("role", roles)];
        return all.Length == 0 ? "Create the user" : $"Create the user with {string.Join(", ", all)}";
    }

    /// <summary>Creates the user of a row, with groups and roles.</summary>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public async Task CreateAsync(
        UserRow row,
        IReadOnlyList<NamedObject> groups,
        IReadOnlyList<NamedObject> roles,
        ImportedUser result,
        CancellationToken cancellation)
    {
        var values = MakeNew(row);
        await AddAsync(values, "groups", Resources.Group, groups, cancellation);
        await AddAsync(values, "roles", Resources.Role, roles, cancellation);
        result.User = await CreateAsync(values, groups, roles, cancellation);
        result.AddedGroups = [.. groups.Select(group => group.Name)];
        result.AddedRoles = [.. roles.Select(role => role.Name)];
    }

    /// <summary>
    /// Changes what differs. Custom attributes are replaced as a whole by the server, so they are read immediately before.
    /// </summary>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public async Task ChangeAsync(int pk, UserComparison comparison, ImportedUser result, CancellationToken cancellation)
    {
        var user = Resources.User.MakeIdentity(pk, isId: true);
        result.User = comparison.HasAttributes
            ? await ObjectLocks.Shared.RunAsync(
                $"{client.Session.Uri} {Resources.User.Noun} {pk}",
                () => ChangeAttributesAsync(user, comparison, cancellation),
                cancellation)
            : await Users.Writer.SetAsync(user, comparison.Values, cancellation);
        result.Changes = [.. comparison.Changes];
    }

    private async Task<AuthentikObject> ChangeAttributesAsync(Identity user, UserComparison comparison, CancellationToken cancellation)
    {
        var current = await Users.Reader.FindWholeAsync(user, cancellation);
        var changed = new MapChange(AttributesField, comparison.Attributes, comparison.RemovedAttributes).Apply(current);
        var values = comparison.Values.Where(_ => true);
        if (!changed.IsNothing)
        {
            values.SetWhole(AttributesField, changed.Value);
        }

        return values.Count == 0 ? current : await Users.Writer.SetAsync(user, values, cancellation, current);
    }

    private FieldValues MakeNew(UserRow row)
    {
        var values = new FieldValues();
        foreach (var (field, value) in row.Values.Where(value => value.Value is not (null or "")))
        {
            values.Set(field, value);
        }

        var attributes = new JsonObject();
        foreach (var cell in row.Attributes.Where(cell => cell.Value is not null || !cell.IsText))
        {
            cell.WriteInto(attributes);
        }

        if (attributes.Count > 0)
        {
            values.Set(AttributesField, attributes);
        }

        Users.Writer.Derive(values);
        Users.Writer.Require(values, isNew: true);
        return values;
    }

    private static async Task AddAsync(
        FieldValues values, string field, Resource resource, IReadOnlyList<NamedObject> named, CancellationToken cancellation)
    {
        var ids = new List<Identity>();
        foreach (var one in named)
        {
            ids.Add(resource.MakeIdentity(await one.RequireAsync(cancellation), isId: true));
        }

        if (ids.Count > 0)
        {
            values.Set(Resources.User.GetField(field), ids.ToArray());
        }
    }

    private async Task<AuthentikObject> CreateAsync(
        FieldValues values, IReadOnlyList<NamedObject> groups, IReadOnlyList<NamedObject> roles, CancellationToken cancellation)
    {
        try
        {
            return await Users.Writer.NewAsync(values, cancellation);
        }
        catch (ApiException refused) when (
            (FindGone(refused, "group", groups) ?? FindGone(refused, "role", roles)) is { } gone)
        {
            throw new InputException(
                InputProblem.NotFound,
                $"The {gone} no longer exists, or you don't have permission to view it. The user wasn't created.",
                gone,
                refused);
        }
    }

    // The server says which id isn't there.
    private static string? FindGone(ApiException refused, string kind, IReadOnlyList<NamedObject> named) =>
        refused.FieldErrors.TryGetValue($"{kind}s", out var texts)
            && named.FirstOrDefault(one => texts.Any(text => text.Contains($"{one.Id}", StringComparison.OrdinalIgnoreCase))) is { } gone
                ? $"{kind} '{gone.Name}'"
                : null;

    private static IEnumerable<string> Describe(string kind, IReadOnlyList<NamedObject> named) => named.Count switch
    {
        0 => [],
        1 => [$"{kind} '{named[0].Name}'"],
        _ => [$"{kind}s {string.Join(" and ", named.Select(one => $"'{one.Name}'"))}"],
    };
}
