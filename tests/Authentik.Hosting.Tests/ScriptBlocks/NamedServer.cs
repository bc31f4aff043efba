namespace Authentik.Hosting.Tests.ScriptBlocks;

/// <summary>Has two objects of each kind, and takes every change.</summary>
public sealed class NamedServer : ConnectedShell
{
    private const int Objects = 2;

    // A kind of source that users and groups can be connected to.
    private const string Source = "authentik_sources_oauth.oauthsource";

    public NamedServer(SharedServer shared)
        : base(shared)
    {
        Shell.Invoke("Connect-Authentik $uri $token -Name test -SkipVersionCheck", new { uri = Server.Uri, token = TestServer.Token });
        foreach (dynamic resource in Shell.Invoke("[Authentik.Resources]::Book.Resources").Select(one => one.BaseObject))
        {
            AddObjects(resource);
        }

        Server.Answer(new { times = int.MaxValue, status = 200, json = MakeResult() });
    }

    // A value of everything that a command can return.
    private Dictionary<string, object> MakeResult()
    {
        var result = new Dictionary<string, object>();
        foreach (dynamic resource in Read("[Authentik.Resources]::Book.Resources"))
        {
            result.TryAdd((string)resource.Key, "1");
        }

        foreach (dynamic returns in Read("[Authentik.Actions].GetProperties() | ForEach-Object { $_.GetValue($null).Returns }"))
        {
            if (returns?.Field is string field)
            {
                result.TryAdd(field, returns.IsList ? Array.Empty<object>() : "1");
            }

            foreach (dynamic part in ListParts(returns))
            {
                result.TryAdd((string)part.Name, MakeValue(part));
            }
        }

        return result;
    }

    private IEnumerable<object> Read(string script) => Shell.Invoke(script).Where(one => one is not null).Select(one => one.BaseObject);

    private IEnumerable<object> ListParts(dynamic returns)
    {
        string? noun = returns.Noun;
        return noun is null ? returns.Shape?.Fields ?? Array.Empty<object>() : Read($"[Authentik.Resources]::Book['{noun}'].Fields");
    }

    private static object MakeValue(dynamic field) => (bool)field.IsList ? Array.Empty<object>() : field.Type.ToString() switch
    {
        "Integer" or "Number" => 1,
        "Boolean" => true,
        "Shape" or "Json" => new object(),
        _ => "1",
    };

    /// <summary>What identifies an object: its id where that needs no request, or its name. An id can be that of another kind.</summary>
    public static object Identify(IReadOnlyList<object> kinds, int number)
    {
        dynamic resource = kinds[0];
        return kinds.Count == 1 && resource.Id == resource.Key
            ? MakeId(resource, number)
            : Name((string)resource.Noun, number);
    }

    private void AddObjects(dynamic resource)
    {
        var rows = new List<Dictionary<string, object>>();
        for (var number = 0; number < Objects; number++)
        {
            rows.Add(MakeRow(resource, number));
        }

        object list = new { pagination = new { next = 0, count = rows.Count }, results = rows };
        Answer((string)resource.Path, resource.IsSingle ? rows[0] : list);
        foreach (var row in rows)
        {
            Answer($"{resource.Path}{row[resource.Key]}/", row);
        }
    }

    private void Answer(string path, object json) =>
        Server.Answer(new { path = $"/api/v3{path}", method = "GET", times = int.MaxValue, status = 200, json });

    private static Dictionary<string, object> MakeRow(dynamic resource, int number)
    {
        string noun = resource.Noun;
        var row = new Dictionary<string, object> { [resource.Id] = MakeId(resource, number) };
        foreach (string name in resource.Names)
        {
            row.TryAdd(name, Name(noun, number));
        }

        row.TryAdd((string)resource.Key, Name(noun, number));
        row.TryAdd("meta_model_name", Source);

        // What is added to.
        foreach (dynamic field in resource.Fields)
        {
            if (field.AddParameter is not null)
            {
                row.TryAdd((string)field.Name, field.IsList ? Array.Empty<object>() : new object());
            }
        }

        return row;
    }

    private static string Name(string noun, int number) => $"{noun}-{number}".ToLowerInvariant();

    private static object MakeId(dynamic resource, int number) => resource.IdType.ToString() switch
    {
        "Integer" => number + 1,
        "Uuid" => $"5a1f0c52-6d1e-4a54-9a40-0a3a4f0e7f0{number}",
        _ => Name((string)resource.Noun, number),
    };
}
