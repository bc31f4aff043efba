using System.Collections.Concurrent;
using Authentik.Book;
using Authentik.Http;
using Authentik.Sessions;
using Authentik.Values;

namespace Authentik.Configuration;

/// <summary>Reads the configuration of a server: lists of all kinds, side by side, and then the names of what they refer to.</summary>
internal sealed class ServerReader : IDisposable
{
    private readonly ReadConfiguration what;
    private readonly RequestLimit limit;
    private readonly ApiClient api;
    private readonly SideBySide reads;
    private readonly ConcurrentBag<ConfigurationGap> gaps = [];

    /// <summary>Creates a reader, whose requests have one limit.</summary>
    public ServerReader(ApiClient server, ReadConfiguration what)
    {
        this.what = what;
        limit = new RequestLimit(what.ThrottleLimit);
        (api, reads) = (new ApiClient(server.Call.With(limit)), new SideBySide(what));
    }

    /// <inheritdoc/>
    public void Dispose() => limit.Dispose();

    /// <summary>Reads it. What the caller may not see becomes a gap.</summary>
    /// <exception cref="ApiException">The server failed, or no response arrived.</exception>
    public async Task<ServerState> ReadAsync(CancellationToken cancellation)
    {
        var rights = await ViewRights.ReadAsync(api, cancellation);
        var lists = await ReadListsAsync(rights, cancellation);
        var index = new NameIndex(api, lists.SelectMany(list => list));
        await index.CompleteAsync(cancellation);
        var unlisted = new UnlistedValues(api);
        await unlisted.ReadAsync(lists.SelectMany(list => list), reads, cancellation);
        var writer = new ValueWriter(api, index, unlisted, kind => gaps.Any(gap => gap.Kind == kind.Noun));
        var graph = new ConfigurationGraph(api.Session.Book);
        foreach (var one in lists.SelectMany(list => list).Where(ConfigurationKinds.IsMade))
        {
            Add(graph, index, writer.Write(one));
        }

        var all = gaps.Concat(index.Gaps).Concat(ListOtherVersions());
        foreach (var gap in all.OrderBy(gap => gap.Kind, StringComparer.Ordinal).ThenBy(gap => gap.Name))
        {
            graph.AddGap(gap);
        }

        return new ServerState(graph, writer);
    }

    private IEnumerable<ConfigurationGap> ListOtherVersions() => what.Kinds is not null ? [] : api.Session.Book.ListConfiguration()
        .Where(kind => !api.Call.Gate.IsPossible(kind.Versions))
        .Select(kind => new ConfigurationGap(kind.Noun, null, $"This version of authentik has no {kind.Plural}.") { IsTurnedOff = true });

    private static void Add(ConfigurationGraph graph, NameIndex index, ConfigurationObject one)
    {
        if (index.FindName(one.Stored!) is not { } name)
        {
            NoteNameless(graph, one);
            return;
        }

        (one.Name, one.Key) = (name.DeepClone(), ObjectKey.Of(one.Resource, name));
        if (!graph.Add(one))
        {
            graph.LeaveOut(one.Key);
            graph.AddGap(new ConfigurationGap(
                one.Resource.Noun,
                ObjectTitle.Of(one),
                "Several objects have this name, so nobody knows which one is meant. Rename all but one."));
        }
    }

    private static void NoteNameless(ConfigurationGraph graph, ConfigurationObject one)
    {
        var kind = one.Resource;
        if (ObjectKey.IsSimple(kind))
        {
            var name = one.Stored!.ValueOf(kind.KnownBy[0])?.ToString();
            graph.AddGap(new ConfigurationGap(kind.Noun, name ?? string.Empty, "Its name ends with an id, which belongs to this server."));
        }
        else if (!graph.HasGap(kind))
        {
            graph.AddGap(new ConfigurationGap(kind.Noun, null, $"Some {kind.Plural} refer to objects that you can't view."));
        }
    }

    private async Task<IReadOnlyList<IReadOnlyList<AuthentikObject>>> ReadListsAsync(ViewRights rights, CancellationToken cancellation)
    {
        var kinds = what.Kinds ?? ConfigurationKinds.List(api, what.IncludesUsers);
        var lists = new IReadOnlyList<AuthentikObject>[kinds.Count];
        await reads.RunAsync(
            [.. Enumerable.Range(0, kinds.Count)],
            async (number, token) => lists[number] = await ReadKindAsync(kinds[number], rights, token),
            cancellation);
        return lists;
    }

    private async Task<IReadOnlyList<AuthentikObject>> ReadKindAsync(
        Resource kind, ViewRights rights, CancellationToken cancellation)
    {
        try
        {
            var objects = await ReadObjectsAsync(new ResourceClient(api, kind), kind, cancellation);
            if (rights.FindGap(kind) is { } gap)
            {
                gaps.Add(gap);
            }

            return objects;
        }
        catch (ApiException refused) when (refused.Kind is ApiErrorKind.Forbidden or ApiErrorKind.NotFound or ApiErrorKind.OperationMissing)
        {
            gaps.Add(new ConfigurationGap(kind.Noun, null, refused.Message)
            {
                IsTurnedOff = refused.Kind == ApiErrorKind.OperationMissing,
            });
            return [];
        }
    }

    private async Task<IReadOnlyList<AuthentikObject>> ReadObjectsAsync(
        ResourceClient client, Resource kind, CancellationToken cancellation)
    {
        if (kind.IsSingle)
        {
            return [await client.Reader.GetSingleAsync(cancellation)];
        }

        var all = await client.Lister.ReadAllAsync(new ListQuery(kind), cancellation);
        return kind.HasShortList ? await ReadWholeAsync(client, kind, all, cancellation) : all;
    }

    // Of some objects, the list leaves out fields that one object has. Those of people aren't needed.
    private async Task<IReadOnlyList<AuthentikObject>> ReadWholeAsync(
        ResourceClient client, Resource kind, IReadOnlyList<AuthentikObject> listed, CancellationToken cancellation)
    {
        var needed = ConfigurationKinds.ListFields(api, kind).Where(field => !field.IsSecret && !field.IsWriteOnly).ToList();
        var whole = listed.ToArray();
        await reads.RunAsync(
            [.. Enumerable.Range(0, whole.Length).Where(number => !needed.TrueForAll(field => whole[number].Has(field.Name)))],
            async (number, token) => whole[number] = await ReadWholeAsync(client, kind, whole[number], token),
            cancellation);
        return whole;
    }

    private static Task<AuthentikObject> ReadWholeAsync(
        ResourceClient client, Resource kind, AuthentikObject one, CancellationToken cancellation) =>
        client.Reader.FindWholeAsync(Naming.IdentityIds.MakeIdentity(kind, one.ValueOf(kind.Key)!, isId: true), cancellation);
}

/// <summary>The configuration of a server.</summary>
/// <param name="Graph">The objects.</param>
/// <param name="Writer">Writes an object that was read again, with the same names.</param>
internal sealed record ServerState(ConfigurationGraph Graph, ValueWriter Writer);
