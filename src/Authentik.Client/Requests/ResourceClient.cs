using System.Runtime.CompilerServices;
using System.Security;
using System.Text.Json;
using System.Text.Json.Nodes;
using Authentik.Book;

namespace Authentik.Requests;

/// <summary>What can be done with one resource on one server: read, list, make, change, remove.</summary>
internal sealed class ResourceClient
{
    private readonly ApiClient api;
    private readonly Resource resource;
    private readonly IdentityResolver resolver;
    private readonly BodyBuilder bodies;
    private readonly ListReader lists;
    private readonly KindRouter kinds;
    private readonly VersionGate gate;

    public ResourceClient(ApiClient api, Resource resource)
    {
        (this.api, this.resource) = (api, resource);
        resolver = new IdentityResolver(api);
        bodies = new BodyBuilder(api, resolver);
        lists = new ListReader(api);
        kinds = new KindRouter(api, resource, resolver);
        gate = new VersionGate(api.Session, api.Log);
    }

    /// <summary>Reads one object, with all that its kind has.</summary>
    /// <exception cref="InputException">Nothing, or more than one thing, has the name.</exception>
    /// <exception cref="ApiException">The server refused, or no answer came.</exception>
    public async Task<AuthentikObject> GetAsync(Identity identity, CancellationToken cancellation)
    {
        gate.Check(resource, Operations.Get);
        var found = await resolver.FindAsync(identity, cancellation);
        var kind = await kinds.KindOfAsync(found, cancellation);
        if (kind is null)
        {
            return IsFromShortList(identity) ? await resolver.GetAsync(resource, KeyOf(found), cancellation) : found;
        }

        using var answer = await api.GetAsync(ResourcePath.Of(kinds.PathOf(kind), KeyOf(found)), [], cancellation);
        return ObjectReader.Read(resource, answer.Json, api.Session);
    }

    /// <summary>Lists objects, chunk by chunk.</summary>
    /// <exception cref="InputException">A filter cannot be sent.</exception>
    /// <exception cref="ApiException">The server refused, or no answer came.</exception>
    public async IAsyncEnumerable<(IReadOnlyList<AuthentikObject> Objects, int? Total)> ListAsync(
        ListQuery list, long skip, long? first, [EnumeratorCancellation] CancellationToken cancellation)
    {
        gate.Check(resource, Operations.Get);
        var asked = await list.WriteAsync(gate, resolver, cancellation);
        var query = resource.ListQuery.Where(always => asked.All(pair => pair.Key != always.Key)).Concat(asked).ToList();
        var kind = await kinds.KindOfListAsync(query, cancellation);
        var paths = kind is null ? ListPaths.Of(resource, gate) : [kinds.PathOf(kind)];
        if (paths.Count == 1)
        {
            var pageSize = first is { } few && skip == 0 ? (int)Math.Clamp(few, 1, ListReader.PageSize) : ListReader.PageSize;
            await foreach (var chunk in lists.ReadAsync(paths[0], query, skip, pageSize, cancellation))
            {
                yield return (Read(query, chunk.Rows), chunk.Total);
            }

            yield break;
        }

        // Nobody counts over several lists, so what is to be skipped is read.
        foreach (var path in paths)
        {
            await foreach (var chunk in lists.ReadAsync(path, query, skip: 0, ListReader.PageSize, cancellation))
            {
                var rows = Read(query, chunk.Rows);
                yield return ([.. rows.Skip((int)Math.Min(skip, int.MaxValue))], null);
                skip = Math.Max(0, skip - rows.Length);
            }
        }
    }

    private AuthentikObject[] Read(IReadOnlyList<KeyValuePair<string, string>> query, IReadOnlyList<JsonElement> chunk)
    {
        AuthentikObject[] rows = [.. chunk.Select(row => ObjectReader.Read(resource, row, api.Session))];
        FilterCheck.Verify(resource, query, rows);
        return rows;
    }

    /// <summary>Takes out columns that the server only shows, and refuses what cannot be sent, without a request.</summary>
    /// <exception cref="InputException">A value cannot be sent.</exception>
    public void Check(FieldValues values, bool isNew) => bodies.Check(resource, values, isNew);

    /// <summary>Makes an object and returns it as the server has it.</summary>
    /// <exception cref="InputException">A value cannot be sent.</exception>
    /// <exception cref="ApiException">The server refused, or no answer came.</exception>
    public async Task<AuthentikObject> NewAsync(FieldValues values, CancellationToken cancellation)
    {
        var kind = await kinds.KindOfNewAsync(values, cancellation);
        if (kind is not null)
        {
            bodies.CheckRequired(resource, values, kind);
        }

        var body = await bodies.BuildAsync(values, cancellation);
        return await WriteAsync(HttpMethod.Post, kinds.PathOf(kind), body, values, cancellation);
    }

    /// <summary>Changes what is named and nothing else, and returns the object as it is then.</summary>
    /// <exception cref="InputException">A value cannot be sent, or the object cannot be found.</exception>
    /// <exception cref="ApiException">The server refused, or no answer came.</exception>
    public async Task<AuthentikObject> SetAsync(Identity identity, FieldValues values, CancellationToken cancellation)
    {
        var body = await bodies.BuildAsync(values, cancellation);
        var current = PartialChange.NeedsCurrent(resource, values) || resource.Kinds is not null ? await resolver.FindAsync(identity, cancellation) : null;
        PartialChange.Complete(resource, values, current, body);
        var kind = current is null ? null : await kinds.KindOfAsync(current, cancellation);
        kinds.Check(kind, values);
        var key = current is null ? await resolver.KeyAsync(identity, cancellation) : KeyOf(current);
        return await WriteAsync(HttpMethod.Patch, ResourcePath.Of(kinds.PathOf(kind), key), body, values, cancellation);
    }

    /// <summary>Reads the one object of the resource's path.</summary>
    /// <exception cref="ApiException">The server refused, or no answer came.</exception>
    public async Task<AuthentikObject> GetSingleAsync(CancellationToken cancellation)
    {
        gate.Check(resource, Operations.Get);
        using var answer = await api.GetAsync(resource.Path, [], cancellation);
        return ObjectReader.Read(resource, answer.Json, api.Session);
    }

    /// <summary>Changes what is named of the one object of the resource's path, and nothing else.</summary>
    /// <exception cref="InputException">A value cannot be sent.</exception>
    /// <exception cref="ApiException">The server refused, or no answer came.</exception>
    public async Task<AuthentikObject> SetSingleAsync(FieldValues values, CancellationToken cancellation)
    {
        var body = await bodies.BuildAsync(values, cancellation);
        var current = PartialChange.NeedsCurrent(resource, values) ? await GetSingleAsync(cancellation) : null;
        PartialChange.Complete(resource, values, current, body);
        return await WriteAsync(HttpMethod.Patch, resource.Path, body, values, cancellation);
    }

    /// <summary>The same object, so named that nothing has to look it up again.</summary>
    /// <exception cref="InputException">Nothing, or more than one thing, has the name.</exception>
    /// <exception cref="ApiException">The server refused, or no answer came.</exception>
    public async Task<Identity> ResolveAsync(Identity identity, CancellationToken cancellation) =>
        IdentityResolver.TrustedId(identity) is not null ? identity : resource.NewIdentity(await resolver.FindAsync(identity, cancellation), false);

    /// <summary>The object as it is on the server.</summary>
    /// <exception cref="InputException">Nothing, or more than one thing, has the name.</exception>
    /// <exception cref="ApiException">The server refused, or no answer came.</exception>
    public async Task<Identity> ReadAsync(Identity identity, CancellationToken cancellation) =>
        identity.Object is not null ? identity : resource.NewIdentity(await resolver.FindAsync(identity, cancellation), false);

    /// <summary>Removes an object.</summary>
    /// <exception cref="InputException">The object cannot be found.</exception>
    /// <exception cref="ApiException">The server refused, or no answer came.</exception>
    public async Task RemoveAsync(Identity identity, CancellationToken cancellation)
    {
        gate.Check(resource, Operations.Remove);
        await api.DeleteAsync(await resolver.PathAsync(identity, cancellation), cancellation);
    }

    /// <summary>What else the server would delete or change with the object, in words; empty when nothing, or when it cannot say.</summary>
    public async Task<IReadOnlyList<string>> ConsequencesAsync(Identity identity, CancellationToken cancellation)
    {
        // What refers to one object alone, as an application to its provider, the server leaves out; the object itself names it.
        var alone = identity.Object?.ValueOf("assigned_application_name") is string application ? [$"application '{application}' is left without it"] : Array.Empty<string>();
        try
        {
            return resource.Without.HasFlag(Missing.UsedBy) ? alone : [.. UsedBy.DescribeAll(await UsedByAsync(identity, cancellation)).Union(alone)];
        }
        catch (ApiException failure) when (failure.Kind is ApiErrorKind.OperationMissing or ApiErrorKind.ServerFault or ApiErrorKind.Forbidden)
        {
            // Some servers fail on this question for some kinds; the deletion itself is another matter.
            return alone;
        }
    }

    /// <summary>What uses the object, as the server says it.</summary>
    /// <exception cref="InputException">The object cannot be found, or the server does not answer this for its kind.</exception>
    /// <exception cref="ApiException">The server refused, or no answer came.</exception>
    public async Task<IReadOnlyList<UsedBy>> UsedByAsync(Identity identity, CancellationToken cancellation)
    {
        if (resource.Without.HasFlag(Missing.UsedBy))
        {
            throw new InputException(InputProblem.InvalidValue, $"authentik does not say what uses {Words.A(resource.Title)}.", identity.ToString());
        }

        gate.Check(resource, Operations.Get);
        using var answer = await api.GetAsync($"{await resolver.PathAsync(identity, cancellation)}used_by/", [], cancellation);
        return UsedBy.ReadAll(answer.Json, api.Session);
    }

    /// <summary>Asks for a secret that the object itself does not show.</summary>
    /// <param name="identity">The object.</param>
    /// <param name="action">The last part of the URL.</param>
    /// <param name="field">The field of the answer with the secret.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="InputException">The object cannot be found.</exception>
    /// <exception cref="ApiException">The server refused, or no answer came.</exception>
    public async Task<SecureString?> RevealAsync(Identity identity, string action, string field, CancellationToken cancellation)
    {
        gate.Check(resource, Operations.Get);
        using var answer = await api.GetAsync($"{await resolver.PathAsync(identity, cancellation)}{action}/", [], cancellation);
        var secret = answer.Json.TryGetProperty(field, out var value) ? value.GetString() : null;
        return string.IsNullOrEmpty(secret) ? null : SecretText.Protect(secret);
    }

    private async Task<AuthentikObject> WriteAsync(
        HttpMethod method, string path, JsonObject body, FieldValues values, CancellationToken cancellation)
    {
        using var answer = await api.WriteAsync(method, path, body, cancellation);
        var written = ObjectReader.Read(resource, answer.Json, api.Session);
        foreach (var warning in WriteCheck.Compare(values, body, answer.Json))
        {
            api.Log.Warning(api.Session.Redactor.Text(warning)!);
        }

        return written;
    }

    // The list of groups leaves their members out; one that is named comes whole, whatever named it.
    private bool IsFromShortList(Identity identity) =>
        resource.ListQuery.Any(always => always.Value == "false") && IdentityResolver.KnownId(identity) is null && !resource.Without.HasFlag(Missing.Retrieve);

    private string KeyOf(AuthentikObject found) =>
        Convert.ToString(found.ValueOf(resource.Key), System.Globalization.CultureInfo.InvariantCulture)!;
}
