using System.Text.Json.Nodes;
using Authentik.Book;
using Authentik.Http;
using Authentik.Naming;

namespace Authentik.Parts;

/// <summary>
/// Sends what is added and removed where the API has an action for it. The server changes only the one membership, whatever somebody
/// else changes at the same time.
/// </summary>
internal sealed class MemberActions(ApiClient api)
{
    // The fields of resources, and the resource whose objects the values are and have the actions; null for the resource itself.
    private static readonly Dictionary<(string Noun, string Field), string?> Known = new()
    {
        [("Group", "users")] = null,
        [("User", "groups")] = "Group",
        [("User", "roles")] = "Role",
    };

    /// <summary>True if there are actions for the values of a field.</summary>
    public static bool Exist(Resource resource, Field field) => Known.ContainsKey((resource.Noun, field.Name));

    /// <summary>Sends a request for each value that is added or removed.</summary>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public async Task SendAsync(Resource resource, AuthentikObject current, PartResult result, CancellationToken cancellation)
    {
        var sent = new List<string>();
        try
        {
            foreach (var (node, action) in Enumerate(result))
            {
                await PostAsync(resource, current, result.Field, node, action, cancellation);
                sent.Add(result.Names.Find(node));
            }
        }
        catch (ApiException) when (sent.Count > 0)
        {
            api.Call.Log.Warning(
                $"{result.Field.Property} of '{current}' was changed only in part, before an error: {string.Join(", ", sent)}.");
            throw;
        }
    }

    private static IEnumerable<(JsonNode Node, string Action)> Enumerate(PartResult result) =>
        result.Removed.Select(node => (node, "remove_user")).Concat(result.Added.Select(node => (node, "add_user")));

    private async Task PostAsync(
        Resource resource, AuthentikObject current, Field field, JsonNode node, string action, CancellationToken cancellation)
    {
        var own = current.FindId(resource)!;
        var holder = Known[(resource.Noun, field.Name)];
        var path = holder is null
            ? ListPaths.AddKey(resource.Path, IdentityIds.Write(own))
            : ListPaths.AddKey(api.Session.Book[holder].Path, node.ToString());
        var body = new JsonObject { ["pk"] = holder is null ? node.DeepClone() : JsonValue.Create((long)own) };
        using var response = await api.WriteAsync(HttpMethod.Post, $"{path}{action}/", body, cancellation);
    }
}
