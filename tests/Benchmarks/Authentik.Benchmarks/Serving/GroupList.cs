using Microsoft.AspNetCore.Http;

namespace Authentik.Benchmarks.Serving;

/// <summary>The list of groups, all on one page.</summary>
internal static class GroupList
{
    public static Reply List(IQueryCollection query)
    {
        var found = Group.All.Where(group => Matches(group, query)).Select(group => group.ToJson()).ToList();
        return Reply.Json(
            StatusCodes.Status200OK,
            $"{Pagination.Write(1, Math.Max(found.Count, 1), found.Count)}{string.Join(',', found)}{Pagination.End}");
    }

    public static Reply Get(string id) => Group.All.FirstOrDefault(group => group.Pk == id) is { } found
        ? Reply.Json(StatusCodes.Status200OK, found.ToJson())
        : Reply.NotFound("Not found.");

    private static bool Matches(Group group, IQueryCollection query) =>
        (!query.TryGetValue("name", out var name) || group.Name == name.ToString())
        && (!query.TryGetValue("search", out var part) || group.Name.Contains(part.ToString(), StringComparison.OrdinalIgnoreCase));
}
