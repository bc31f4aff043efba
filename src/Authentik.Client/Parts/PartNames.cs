using System.Text.Json.Nodes;
using Authentik.Book;
using Authentik.Naming;
using Authentik.Values;

namespace Authentik.Parts;

/// <summary>The names that messages have for the values of a list, as far as they are known without a request.</summary>
internal sealed class PartNames
{
    private readonly Dictionary<string, string> names = new(StringComparer.Ordinal);

    /// <summary>The name of a value that was specified.</summary>
    public static string Describe(object item) => item switch
    {
        AnyIdentity { Object: { } known } => known.ToString(),
        AuthentikObject nested when nested.ToString() == nested.GetType().Name =>
            JsonWriting.Write(ListParts(nested), "item")!.ToJsonString(),
        _ => item.ToString() ?? string.Empty,
    };

    /// <summary>Remembers the names of values that were specified.</summary>
    public void Learn(IReadOnlyList<JsonNode> nodes, IEnumerable<object> items)
    {
        foreach (var (node, item) in nodes.Zip(items))
        {
            names[node.ToJsonString()] = Describe(item);
        }
    }

    /// <summary>Remembers the names that an object contains beside the ids, as in <c>users_obj</c> beside <c>users</c>.</summary>
    public void Learn(Field field, AuthentikObject current)
    {
        if (current.ValueOf(field.Details) is not IEnumerable<AuthentikObject> details)
        {
            return;
        }

        foreach (var detail in details)
        {
            var id = JsonWriting.Write(detail.ValueOf("pk"), field.Name);
            if (id is not null && detail.NaturalName is { } name)
            {
                names[id.ToJsonString()] = name;
            }
        }
    }

    /// <summary>The name of a value; the value itself if no name is known.</summary>
    public string Find(JsonNode value) =>
        names.GetValueOrDefault(value.ToJsonString()) ?? value.ToString();

    private static Dictionary<string, object?> ListParts(AuthentikObject nested) =>
        nested.Present.Where(part => nested.ValueOf(part) is not null).ToDictionary(part => part, nested.ValueOf);
}
