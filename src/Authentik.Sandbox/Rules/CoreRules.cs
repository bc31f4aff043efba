using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Authentik.Sandboxing.Http;
using Authentik.Sandboxing.Reading;
using Authentik.Sandboxing.Relations;
using Authentik.Sandboxing.State;
using Authentik.Sandboxing.Store;

namespace Authentik.Sandboxing.Rules;

/// <summary>Users: values that depend on their groups, and values that the server generates.</summary>
internal sealed class UserRules(ServerState state) : ResourceRules(state)
{
    public override string Path => "/core/users/";

    public override void Complete(Row row, bool isNew, Change? change = null)
    {
        if (!isNew)
        {
            return;
        }

        row.Values["uid"] = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"sandbox-{row.IdString}"))).ToLowerInvariant();
        row.Values["avatar"] = CreateAvatar(row.GetString("name") ?? string.Empty);
        row.Values["password_change_date"] = row.Values["date_joined"]?.DeepClone() ?? State.Timestamp;
    }

    public override bool TryCompute(Row row, string field, View view, out JsonNode? value)
    {
        value = field == "is_superuser" ? Memberships.IsSuperuser(State, row) : null;
        return field switch
        {
            "is_superuser" => true,
            "groups_obj" => !view.IsNested && !view.Includes("include_groups", true),
            "roles_obj" => !view.IsNested && !view.Includes("include_roles", true),
            _ => false,
        };
    }

    // Initials in a square, which the server draws for users without a picture.
    private static string CreateAvatar(string name)
    {
        var words = name.Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(2);
        var initials = WebUtility.HtmlEncode(string.Concat(words.Select(word => char.ToUpperInvariant(word[0]))));
        var text = $"<text x=\"16\" y=\"40\">{initials}</text>";
        var picture = $"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"64px\" height=\"64px\">{text}</svg>";
        return "data:image/svg+xml;base64," + Convert.ToBase64String(Encoding.UTF8.GetBytes(picture));
    }
}

/// <summary>Groups: users store their groups, and groups their parents, so that the users and children of a group are computed.</summary>
internal sealed class GroupRules(ServerState state) : ResourceRules(state)
{
    private const string Users = "users";

    public override string Path => "/core/groups/";

    public override ApiResponse? Check(Change change, FieldErrors errors)
    {
        // Newer servers have several parents, and allow a group to be its own parent.
        if (change.Existing is { } row && change.Values["parent"]?.ToString() == row.IdString)
        {
            errors.Add("parent", "Cannot set group as parent of itself.");
        }

        return null;
    }

    public override void Complete(Row row, bool isNew, Change? change = null)
    {
        if (isNew && row.Values["num_pk"].AsNumber() is null or 0)
        {
            row.Values["num_pk"] = Random.Shared.Next(10000, 100000);
        }

        // A PUT without the list empties it: one of the few fields that a PUT resets.
        if (change is not null && (change.Values.ContainsKey(Users) || change.Request.Method == "PUT"))
        {
            SetUsers(row, [.. change.Values[Users].AsStrings()]);
        }

        row.Values.Remove(Users);
    }

    public override bool TryCompute(Row row, string field, View view, out JsonNode? value)
    {
        var isOwnList = !view.IsNested;
        (var isComputed, value) = field switch
        {
            Users => (true, new JsonArray([.. Memberships.FindUsers(State, row).Select(user => user.Id.DeepClone())])),
            "users_obj" => isOwnList && !view.Includes("include_users", true) ? (true, null) : (true, ShowUsers(row, view)),
            "children" => (true, FindChildren(row).Select(child => child.IdString).ToJson()),
            "parents_obj" => (isOwnList && !view.Includes("include_parents", false), null),
            "children_obj" => (isOwnList && !view.Includes("include_children", false), null),
            "inherited_roles_obj" => (isOwnList && !view.Includes("include_inherited_roles", false), null),
            "parent_name" => (true, FindParentName(row)),
            _ => (false, (JsonNode?)null),
        };
        return isComputed;
    }

    public override bool? Passes(Row row, string filter, IReadOnlyList<string> values) => filter switch
    {
        "members_by_pk" => Memberships.FindUsers(State, row).Any(user => values.Contains(user.IdString)),
        "members_by_username" => Memberships.FindUsers(State, row).Any(user => values.Contains(user.GetString("username"))),
        _ => null,
    };

    private JsonNode ShowUsers(Row row, View view)
    {
        var shape = view.Resource.TryFindField("users_obj", out var field) ? field.Shape : null;
        var presenter = new Presenter(State);
        var inside = view with { Resource = State.Catalog.Find("User")! };
        var users = Memberships.FindUsers(State, row);
        return new JsonArray([.. users.Select(user => shape is null ? new JsonObject() : presenter.ShowNested(user, shape, inside))]);
    }

    private IEnumerable<Row> FindChildren(Row row) =>
        State.Objects.FindAll(row.Resource).Where(other => Memberships.FindParentIds(other).Contains(row.IdString));

    private JsonNode? FindParentName(Row row) =>
        row.Values["parent"] is { } parent ? State.Objects.Find(row.Resource, parent.ToString())?.GetString("name") : null;

    private void SetUsers(Row group, HashSet<string> members)
    {
        foreach (var user in State.Objects.FindAll(State.Catalog.Find("User")!))
        {
            var groups = user.Values["groups"].AsStrings().Where(id => id != group.IdString);
            user.Values["groups"] = (members.Contains(user.IdString) ? groups.Append(group.IdString) : groups).ToJson();
        }
    }
}

/// <summary>Applications: their launch URL, and that a provider can have only one application.</summary>
internal sealed partial class ApplicationRules(ServerState state) : ResourceRules(state)
{
    private const string LaunchUrl = "meta_launch_url";

    public override string Path => "/core/applications/";

    public override ApiResponse? Check(Change change, FieldErrors errors)
    {
        var provider = change.Values["provider"]?.ToString();
        var others = State.Objects.FindAll(change.Resource).Where(row => row != change.Existing);
        if (provider is not null && others.Any(row => row.Values["provider"]?.ToString() == provider))
        {
            errors.Add("provider", "Application with this provider already exists.");
        }

        if (change.Values[LaunchUrl]?.ToString() is { Length: > 0 } url && !Url().IsMatch(url.Trim()))
        {
            errors.Add(LaunchUrl, "Enter a valid URL.");
        }

        return null;
    }

    // Any scheme, and a host that may have placeholders. What else the server checks isn't played.
    [GeneratedRegex(@"^[A-Za-z0-9.+-]+://[^\s/]+(/\S*)?$")]
    private static partial Regex Url();

    // As the target of bindings, an application has its own id.
    public override void Complete(Row row, bool isNew, Change? change = null)
    {
        if (row.Values.ContainsKey("pbm_uuid"))
        {
            row.Values["pbm_uuid"] = row.Id.DeepClone();
        }
    }

    public override bool TryCompute(Row row, string field, View view, out JsonNode? value)
    {
        value = field == "launch_url" ? FindLaunchUrl(row) : null;
        return field == "launch_url";
    }

    // Without a launch URL of its own, an application has the origin of its provider's first redirect URI.
    private string? FindLaunchUrl(Row row)
    {
        if (row.GetString("meta_launch_url") is { Length: > 0 } own)
        {
            return own;
        }

        var provider = row.Values["provider"] is { } id && State.Catalog.Find("Provider") is { } providers
            ? State.Objects.Find(providers, id.ToString())
            : null;
        return Uri.TryCreate(FindRedirectUri(provider), UriKind.Absolute, out var uri) && uri.Host.Length > 0
            ? uri.GetLeftPart(UriPartial.Authority)
            : null;
    }

    // Older versions have the URIs as lines of text.
    private static string? FindRedirectUri(Row? provider) => provider?.Values["redirect_uris"] is JsonArray uris
        ? uris.FirstOrDefault()?["url"].AsString()
        : provider?.GetString("redirect_uris")?.Split('\n')[0];
}

/// <summary>Brands: only one can be the default.</summary>
internal sealed class BrandRules(ServerState state) : ResourceRules(state)
{
    private const string Default = "default";

    public override string Path => "/core/brands/";

    public override ApiResponse? Check(Change change, FieldErrors errors)
    {
        var others = State.Objects.FindAll(change.Resource).Where(row => row != change.Existing);
        if (change.Values[Default].AsBoolean() == true && others.Any(row => row.Values[Default].AsBoolean() == true))
        {
            errors.Add(Default, "Only a single brand can be set as default.");
        }

        return null;
    }
}
