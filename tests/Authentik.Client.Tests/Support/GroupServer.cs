using System.Text.Json;
using System.Text.Json.Nodes;
using Authentik.Transport;

namespace Authentik.Client.Tests.Support;

/// <summary>Groups with parents, as a server of either generation has them, and somebody else who changes them in between.</summary>
internal sealed class GroupServer(string version)
{
    private readonly Dictionary<Guid, Guid[]> parents = [];
    private readonly bool hasSeveral = string.CompareOrdinal(version, "2025.12") >= 0;

    public List<string> Writes { get; } = [];

    /// <summary>How long a read takes to arrive, so that another one can overtake it.</summary>
    public TimeSpan Delay { get; set; }

    /// <summary>What somebody else does after a write. It gets the number of the write.</summary>
    public Action<int>? AfterWrite { get; set; }

    public Guid Add(params Guid[] of)
    {
        var id = Guid.NewGuid();
        parents[id] = of;
        return id;
    }

    public void Set(Guid id, params Guid[] of) => parents[id] = of;

    public Guid[] ParentsOf(Guid id)
    {
        lock (parents)
        {
            return parents[id];
        }
    }

    public GroupMembers Open() => new(Fake.Client(Answer, version).Api);

    private TransportResponse Answer(TransportRequest request)
    {
        var id = Guid.Parse(request.Uri.Segments[^1].Trim('/'));
        if (request.Method == HttpMethod.Patch)
        {
            return Change(id, FakeTransport.BodyOf(request));
        }

        var answer = Write(id);
        Thread.Sleep(Delay);
        return answer;
    }

    private TransportResponse Change(Guid id, string body)
    {
        lock (parents)
        {
            Writes.Add(body);
            parents[id] = ReadParents(JsonNode.Parse(body)!.AsObject());
            var answer = Write(id);
            AfterWrite?.Invoke(Writes.Count);
            return answer;
        }
    }

    private Guid[] ReadParents(JsonObject body) => hasSeveral
        ? body["parents"].Deserialize<Guid[]>()!
        : body["parent"] is { } parent ? [parent.Deserialize<Guid>()] : [];

    private TransportResponse Write(Guid id)
    {
        var group = new JsonObject { ["pk"] = id, ["name"] = $"group {id}" };
        var of = ParentsOf(id);
        if (hasSeveral)
        {
            group["parents"] = JsonSerializer.SerializeToNode(of);
        }
        else
        {
            group["parent"] = of.Length == 0 ? null : of[0];
            group["parent_name"] = of.Length == 0 ? null : $"group {of[0]}";
        }

        return FakeTransport.Json(200, group.ToJsonString());
    }
}
