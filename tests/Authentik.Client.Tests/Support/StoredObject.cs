using System.Text.Json.Nodes;
using Authentik.Book;
using Authentik.Changes;
using Authentik.Naming;
using Authentik.Tests.Support;
using Authentik.Transport;
using Authentik.Values;

namespace Authentik.Client.Tests.Support;

/// <summary>One object on a server, and somebody else who changes it between reading and writing.</summary>
internal sealed class StoredObject(Resource resource, string json, string version = "2026.2.2")
{
    public static readonly Guid Id = Guid.Parse("11111111-1111-1111-1111-111111111111");

    private readonly object id = resource.IdType == FieldType.Integer ? 7L : Id;

    public JsonObject State { get; } = JsonNode.Parse(json)!.AsObject();

    /// <summary>What somebody else does before a read is answered. It gets the number of the read.</summary>
    public Action<int, JsonObject>? BeforeRead { get; set; }

    /// <summary>The calls that write, with their bodies.</summary>
    public List<string> Writes { get; } = [];

    public int Reads { get; private set; }

    public CallNotes? Log { get; private set; }

    public async Task<(ChangePlan Plan, AuthentikObject? Changed)> ChangeAsync(params (string Field, bool IsAdded, object? Value)[] parts)
    {
        var values = new FieldValues();
        foreach (var (field, isAdded, value) in parts)
        {
            values.Change(new FieldPart(resource.GetField(field), isAdded, value));
        }

        return await ChangeAsync(values);
    }

    public async Task<(ChangePlan Plan, AuthentikObject? Changed)> ChangeAsync(
        FieldValues values, ChangeDetail detail = ChangeDetail.Sent)
    {
        var (api, _, log) = Fake.Client(Answer, version);
        Log = log;
        var writer = new ResourceClient(api, resource).Writer;
        var identity = resource.IsSingle ? null : resource.MakeIdentity(id);
        writer.Require(values, isNew: false);
        var plan = await writer.PlanAsync(identity, values, detail, TestContext.Current.CancellationToken);
        return (plan, detail == ChangeDetail.Shown
            ? null
            : await writer.SetAsync(identity, plan, returns: true, TestContext.Current.CancellationToken));
    }

    private TransportResponse Answer(TransportRequest request)
    {
        var path = request.Uri.AbsolutePath["/api/v3".Length..];
        if (request.Method == HttpMethod.Get)
        {
            Reads++;
            BeforeRead?.Invoke(Reads, State);
            State[resource.Id] = JsonValue.Create(id.ToString());
            return FakeTransport.Json(200, State.ToJsonString());
        }

        var body = FakeTransport.BodyOf(request);
        Writes.Add($"{request.Method} {path} {body}");
        if (request.Method == HttpMethod.Post)
        {
            return FakeTransport.Json(204, string.Empty);
        }

        foreach (var (name, value) in JsonNode.Parse(body)!.AsObject())
        {
            State[name] = value?.DeepClone();
        }

        return FakeTransport.Json(200, State.ToJsonString());
    }
}
