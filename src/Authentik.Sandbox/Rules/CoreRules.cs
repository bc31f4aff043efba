using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Authentik.Sandboxing.Data;
using Authentik.Sandboxing.Reads;
using Authentik.Sandboxing.Relations;
using Authentik.Sandboxing.Store;
using Authentik.Sandboxing.Writes;

namespace Authentik.Sandboxing.Rules;

/// <summary>Users: what is worked out from their groups, and what the server makes up for each.</summary>
internal sealed class UserRules(World world) : ResourceRules(world)
{
    public override string Path => "/core/users/";

    public override void Complete(Row row, bool isNew, Change? change = null)
    {
        if (!isNew)
        {
            return;
        }

        row.Values["uid"] = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"sandbox-{row.IdText}"))).ToLowerInvariant();
        row.Values["avatar"] = Avatar(row.Text("name") ?? string.Empty);
        row.Values["password_change_date"] = row.Values["date_joined"]?.DeepClone() ?? Moments.Text(World.Now);
    }

    public override bool TryCompute(Row row, string field, View view, out JsonNode? value)
    {
        value = field == "is_superuser" ? Memberships.IsSuperuser(World, row) : null;
        var isLeftOut = (field, !view.IsNested) switch
        {
            ("groups_obj", true) => !view.Includes("include_groups", true),
            ("roles_obj", true) => !view.Includes("include_roles", true),
            _ => false,
        };
        return field == "is_superuser" || isLeftOut;
    }

    // Initials in a square, as the server draws them for people without a picture.
    private static string Avatar(string name)
    {
        var initials = string.Concat(name.Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(2).Select(word => char.ToUpperInvariant(word[0])));
        var picture = $"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"64px\" height=\"64px\"><text x=\"16\" y=\"40\">{System.Net.WebUtility.HtmlEncode(initials)}</text></svg>";
        return "data:image/svg+xml;base64," + Convert.ToBase64String(Encoding.UTF8.GetBytes(picture));
    }
}
