using System.Text.Json.Nodes;

namespace Authentik.Configuration;

/// <summary>
/// Tells objects apart that have all fields in common by which they are known: from the second on, the name has a number. They are counted
/// by their order, which is the same on every server.
/// </summary>
internal static class SameNames
{
    /// <summary>Adds the numbers to the names. A name that isn't made of fields stays as it is.</summary>
    public static void Number<T>(IEnumerable<(T One, JsonNode Name)> named, Func<T, int> readOrder)
    {
        foreach (var same in named.GroupBy(each => each.Name.ToJsonString(), StringComparer.Ordinal).ToList())
        {
            var number = 0;
            foreach (var (_, name) in same.OrderBy(each => readOrder(each.One)))
            {
                if (++number > 1 && name is JsonObject parts)
                {
                    parts[ObjectKey.NumberName] = number;
                }
            }
        }
    }
}
