using System.Collections;
using System.Text.Json;

namespace Authentik.Hosting.Tests.Inputs;

/// <summary>
/// Responds as an authentik that has whatever it's asked for: the object of a list has the name of the query, and with that the key, so
/// that each bad name gets as far as it can.
/// </summary>
internal sealed class EchoAnswers
{
    private const string Root = "/api/v3";
    private const string Uuid = "5a1f0c52-6d1e-4a54-9a40-0a3a4f0e7f00";

    private readonly Dictionary<string, dynamic> lists = new(StringComparer.Ordinal);
    private readonly string anything;

    public EchoAnswers(IEnumerable resources, IEnumerable returned)
    {
        var result = new Dictionary<string, object> { ["pagination"] = new { next = 0, count = 0 }, ["results"] = Array.Empty<object>() };
        foreach (dynamic resource in resources)
        {
            lists.TryAdd((string)resource.Path, resource);
            result.TryAdd((string)resource.Key, "1");
            foreach (dynamic kind in resource.Routing?.Kinds ?? Array.Empty<object>())
            {
                lists.TryAdd((string)resource.Routing.GetPath(kind), resource);
            }
        }

        foreach (dynamic one in returned)
        {
            if (one.Field is string field)
            {
                result.TryAdd(field, one.IsList ? Array.Empty<object>() : "1");
            }

            foreach (dynamic part in one.Shape?.Fields ?? Array.Empty<object>())
            {
                result.TryAdd((string)part.Name, "1");
            }
        }

        anything = JsonSerializer.Serialize(result);
    }

    public string Respond(SentRequest request)
    {
        var path = request.Path.StartsWith(Root, StringComparison.Ordinal) ? request.Path[Root.Length..] : request.Path;
        return (request.Method, path) switch
        {
            (_, "/core/users/me/") => """{"user":{"pk":1,"username":"me","is_superuser":true}}""",
            (_, "/admin/version/") => $$"""{"version_current":"{{TestServer.DefaultVersion}}"}""",
            ("GET", _) when lists.TryGetValue(path, out var listed) => RespondToList(listed, request.Query),
            ("GET", _) when FindOwner(path) is { } one => JsonSerializer.Serialize(MakeRow(one.Resource, one.Key)),
            _ => anything,
        };
    }

    private static string RespondToList(dynamic resource, string query)
    {
        string[] names = [.. ((IEnumerable<string>)resource.Names).Append("search").Append("name__iexact")];
        var asked = query.Split('&').Select(one => one.Split('=', 2)).FirstOrDefault(one => one.Length == 2 && names.Contains(one[0]))?[1];
        object row = MakeRow(resource, asked is null ? "something" : Uri.UnescapeDataString(asked));
        return JsonSerializer.Serialize(
            resource.IsSingle ? row : new { pagination = new { next = 0, count = 1 }, results = new[] { row } });
    }

    private (dynamic Resource, string Key)? FindOwner(string path)
    {
        var end = path.TrimEnd('/').LastIndexOf('/') + 1;
        return lists.TryGetValue(path[..end], out var resource) ? (resource, Uri.UnescapeDataString(path[end..].TrimEnd('/'))) : null;
    }

    private static Dictionary<string, object> MakeRow(dynamic resource, string name)
    {
        var row = new Dictionary<string, object>
        {
            [(string)resource.Id] = resource.IdType.ToString() switch { "Integer" => 7, "Uuid" => Uuid, _ => name },
        };
        foreach (string one in resource.Names)
        {
            row.TryAdd(one, name);
        }

        row.TryAdd((string)resource.Key, name);
        foreach (dynamic field in resource.TargetIds)
        {
            row.TryAdd((string)field.Name, Uuid);
        }

        row.TryAdd("meta_model_name", "authentik_sources_oauth.oauthsource");
        foreach (dynamic field in resource.Fields)
        {
            if (field.AddParameter is not null)
            {
                row.TryAdd((string)field.Name, field.IsList ? Array.Empty<object>() : new object());
            }
        }

        return row;
    }
}
