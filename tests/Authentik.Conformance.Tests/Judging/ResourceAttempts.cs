using System.Text.Json;
using System.Text.Json.Nodes;
using Authentik.Book;
using Authentik.Conformance.Tests.Module;
using Authentik.Http;
using Authentik.Naming;
using Authentik.Values;

namespace Authentik.Conformance.Tests.Judging;

/// <summary>The calls of New and Set.</summary>
internal sealed class ResourceAttempts(ServerVersion version, ValueMaker values)
{
    /// <summary>All of them.</summary>
    public IEnumerable<Attempt> List() =>
        from resource in CompiledModule.Resources
        from operation in new[] { Operations.New, Operations.Set }
        where CompiledModule.Can(resource, operation, version)
        from kind in ListKinds(resource)
        from attempt in List(resource, operation, kind)
        select attempt;

    private Kind?[] ListKinds(Resource resource) =>
        resource.Routing is { } route ? [.. route.Kinds.Where(kind => kind.Versions.Contains(version))] : [null];

    private IEnumerable<Attempt> List(Resource resource, Operations operation, Kind? kind)
    {
        var fields = ListFields(resource, operation, kind);
        if (!CanSend(resource, operation, fields))
        {
            yield break;
        }

        var required = operation == Operations.New ? fields.Where(field => field.Required.Contains(version)) : fields.Take(1);
        yield return Create(Attempt.Whole, fields);
        yield return Create(Attempt.Least, [.. required]);

        Attempt Create(string what, IReadOnlyList<Field> sent) => new(
            $"{operation}-Authentik{resource.Noun}",
            kind is null ? what : $"{kind.Name}, {what}",
            resource,
            kind,
            api => operation == Operations.New ? NewAsync(api, resource, kind, sent) : SetAsync(api, resource, kind, sent));
    }

    // In 2024.10, connections have no field that a request can have, not even the one that decides the kind of a new one.
    private static bool CanSend(Resource resource, Operations operation, List<Field> fields) => operation == Operations.New
        ? resource.Routing is not { } route || fields.Exists(field => field.Name == route.By)
        : fields.Count > 0;

    private List<Field> ListFields(Resource resource, Operations operation, Kind? kind)
    {
        var parameters = CompiledModule.Fields(operation, resource);
        return
        [
            .. resource.Fields.Where(field => field.SentBy.HasFlag(operation) && field.Writable.Contains(version)
                && parameters.Contains(field.Name) && (kind is null || field.OnlyForKinds?.Contains(kind.Name) != false)),
        ];
    }

    private async Task NewAsync(ApiClient api, Resource resource, Kind? kind, IReadOnlyList<Field> sent)
    {
        var writer = new ResourceClient(api, resource).Writer;
        var given = MakeValues(api, resource, kind, sent);
        writer.Require(given, isNew: true);
        await writer.NewAsync(given, CancellationToken.None);
    }

    private async Task SetAsync(ApiClient api, Resource resource, Kind? kind, IReadOnlyList<Field> sent)
    {
        var writer = new ResourceClient(api, resource).Writer;
        var given = MakeValues(api, resource, kind, sent);
        writer.Require(given, isNew: false);
        if (resource.IsSingle)
        {
            await writer.SetSingleAsync(given, CancellationToken.None);
            return;
        }

        await writer.SetAsync(Identify(api, resource, values.MakeObject(resource, kind)), given, CancellationToken.None);
    }

    private FieldValues MakeValues(ApiClient api, Resource resource, Kind? kind, IEnumerable<Field> sent)
    {
        var given = new FieldValues();
        foreach (var field in sent)
        {
            given.Set(field, kind is not null && field.Name == resource.Routing!.By
                ? Identify(api, ValueMaker.FindDecider(resource), values.MakeDecider(resource, kind))
                : values.MakeValue(field));
        }

        return given;
    }

    // The object itself, because an id can be another field than the key of the URL.
    private static Identity Identify(ApiClient api, Resource resource, JsonObject json) =>
        resource.MakeIdentity(ObjectReader.Read(resource, JsonSerializer.SerializeToElement(json), api.Session));
}
