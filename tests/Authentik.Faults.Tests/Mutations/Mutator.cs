using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Authentik.Faults.Tests.Mutations;

/// <summary>Changes a response in one to four places: what it consists of, or its bytes.</summary>
internal sealed class Mutator(Random random)
{
    private static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        MaxDepth = 5000 };

    private static readonly string[] Names =
        ["", "_", "psobject", "PSTypeNames", "pk", "name", "results", "pagination", "Pk", "detail", "__proto__", "a b", "\u001b[31m",
            "token", "toString"];

    // JSON that is written as it stands.
    private static readonly string[] Bad =
    [
        "\"\\ud800\"", "\"\\udc00\\ud800\"", "1e999", "-1e999", "123456789012345678901234567890", "0.1e-400", "\"\\u0000\"",
            "\"\\u202e\"", "-0", "1E2",
        "\"0001-01-01T00:00:00Z\"", "\"9999-12-31T23:59:59.9999999+14:00\"", "\"hours=99999999999999999999\"",
            "\"00000000-0000-0000-0000-000000000000\"",
    ];

    /// <summary>The changed response.</summary>
    public byte[] Mutate(string json)
    {
        var root = JsonNode.Parse(json, documentOptions: new JsonDocumentOptions { MaxDepth = 5000 });
        var marks = new Dictionary<string, string>();
        for (var change = random.Next(1, 5); change > 0; change--)
        {
            root = Change(root, marks);
        }

        var text = root?.ToJsonString(Options) ?? "null";
        foreach (var (mark, raw) in marks)
        {
            text = text.Replace($"\"{mark}\"", raw, StringComparison.Ordinal);
        }

        var bytes = Encoding.UTF8.GetBytes(text);
        return random.Next(5) == 0 ? Damage(bytes) : bytes;
    }

    private JsonNode? Change(JsonNode? root, Dictionary<string, string> marks)
    {
        var all = new List<JsonNode>();
        Collect(root, all);
        if (all.Count == 0)
        {
            return Other(marks);
        }

        var node = all[random.Next(all.Count)];
        return random.Next(8) switch
        {
            0 => Replace(root, node, null),
            1 or 2 => Replace(root, node, Other(marks)),
            3 => Drop(root, node),
            4 => Add(root, node, marks),
            5 => Rename(root, node),
            6 => Replace(root, node, random.Next(2) == 0 ? new JsonArray(node.DeepClone()) : new JsonObject { ["pk"] = node.DeepClone() }),
            _ => Replace(root, node, Large()),
        };
    }

    private JsonNode? Other(Dictionary<string, string> marks)
    {
        if (random.Next(3) == 0)
        {
            var mark = $"mark-{marks.Count}-of-{random.Next()}";
            marks[mark] = Bad[random.Next(Bad.Length)];
            return JsonValue.Create(mark);
        }

        return random.Next(9) switch
        {
            0 => JsonValue.Create(true),
            1 => JsonValue.Create(random.Next(-3, 3)),
            2 => JsonValue.Create(1.5),
            3 => JsonValue.Create(string.Empty),
            4 => JsonValue.Create("text"),
            5 => new JsonArray(),
            6 => new JsonArray(null, 1, "a", new JsonObject()),
            7 => new JsonObject(),
            _ => JsonValue.Create(long.MaxValue),
        };
    }

    private JsonNode Large()
    {
        switch (random.Next(4))
        {
            case 0:
                return JsonValue.Create(new string('x', random.Next(1, 100_000)))!;
            case 1:
                JsonNode deep = new JsonArray();
                for (var depth = random.Next(1, 600); depth > 0; depth--)
                {
                    deep = new JsonArray(deep);
                }

                return deep;
            case 2:
                return new JsonArray([.. Enumerable.Range(0, random.Next(1, 3000)).Select(i => (JsonNode)JsonValue.Create(i))]);
            default:
                return new JsonObject(Enumerable.Range(0, random.Next(1, 1000)).Select(i => KeyValuePair.Create($"n{i}",
                    (JsonNode?)JsonValue.Create(i))));
        }
    }

    private static JsonNode? Replace(JsonNode? root, JsonNode node, JsonNode? value)
    {
        if (node == root)
        {
            return value;
        }

        node.ReplaceWith<JsonNode?>(value);
        return root;
    }

    private static JsonNode? Drop(JsonNode? root, JsonNode node)
    {
        switch (node.Parent)
        {
            case JsonObject map:
                map.Remove(node.GetPropertyName());
                break;
            case JsonArray list:
                list.Remove(node);
                break;
        }

        return root;
    }

    private JsonNode? Add(JsonNode? root, JsonNode node, Dictionary<string, string> marks)
    {
        if (node is JsonObject map)
        {
            map[Names[random.Next(Names.Length)]] = Other(marks);
        }
        else if (node is JsonArray list)
        {
            list.Insert(random.Next(list.Count + 1), list.Count > 0 && random.Next(2) == 0 ? list[0]?.DeepClone() : Other(marks));
        }

        return root;
    }

    private JsonNode? Rename(JsonNode? root, JsonNode node)
    {
        if (node.Parent is JsonObject map)
        {
            map.Remove(node.GetPropertyName());
            map[Names[random.Next(Names.Length)]] = node;
        }

        return root;
    }

    private byte[] Damage(byte[] bytes)
    {
        var at = random.Next(bytes.Length);
        switch (random.Next(4))
        {
            case 0:
                return bytes[..at];
            case 1:
                bytes[at] = (byte)random.Next(256);
                return bytes;
            case 2:
                return [.. bytes[..at], 0xED, 0xA0, 0x80, .. bytes[at..]];
            default:
                return [.. bytes[..at], .. bytes[random.Next(bytes.Length)..]];
        }
    }

    private static void Collect(JsonNode? node, List<JsonNode> all)
    {
        if (node is null)
        {
            return;
        }

        all.Add(node);
        var inner = node switch
        {
            JsonObject map => map.Select(pair => pair.Value),
            JsonArray list => list.AsEnumerable(),
            _ => [],
        };
        foreach (var one in inner)
        {
            Collect(one, all);
        }
    }
}
