using System.Management.Automation;
using System.Runtime.CompilerServices;
using Authentik.Book;
using Authentik.Values;

namespace Authentik.Commands;

/// <summary>Gets the specified objects, or a list. A list is written page by page as it arrives.</summary>
public abstract class GetCommand : SessionCommand
{
    /// <summary>Specifies words to search for. The server decides which fields it searches.</summary>
    [Parameter(ParameterSetName = ParameterSets.List)]
    [NotBlank]
    public string? Search { get; set; }

    /// <summary>
    /// Specifies the fields to sort by, with the API's names or the names of the properties. A hyphen before a name sorts in descending
    /// order.
    /// </summary>
    [Parameter(ParameterSetName = ParameterSets.List)]
    [ValidateNotNullOrEmpty]
    [NotBlank]
    [ArgumentCompleter(typeof(FieldNameCompleter))]
    public string[] OrderBy { get; set; } = [];

    /// <summary>The resource of the objects.</summary>
    protected abstract Resource Resource { get; }

    /// <summary>The specified objects.</summary>
    protected abstract IReadOnlyList<Identity> Identities { get; }

    /// <summary>The object of another kind to which the listed objects belong; null for all.</summary>
    protected virtual Identity? Related => null;

    private protected override string Activity => $"Getting {Resource.Plural}";

    /// <summary>The kinds to which the list of a family is narrowed; none for all.</summary>
    protected virtual IReadOnlyList<string> Kinds => [];

    /// <summary>True if the names of objects that others refer to are looked up.</summary>
    protected virtual bool LooksUpNames => false;

    /// <summary>True if secrets in recorded data aren't masked.</summary>
    protected virtual bool ShowsSecrets => false;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (ParameterSetName == ParameterSets.Identity)
        {
            ObjectCount = Identities.Count;
            Run(GetNamedAsync);
        }
        else
        {
            Run(token => AttemptAsync(Resource.Title, () => ListAsync(token)));
        }
    }

    private async Task GetNamedAsync(CancellationToken cancellation)
    {
        var waiting = Identities.Count;
        foreach (var identity in Identities)
        {
            waiting--;
            await AttemptAsync(identity.ToString(), async () =>
            {
                var session = FindSession(identity);
                if (Wildcards.IsPattern(identity))
                {
                    await GetMatchingAsync(identity, session, cancellation);
                    return;
                }

                var found = await GetClient(session, Resource).Reader.GetAsync(identity, cancellation);
                await WriteOneAsync(session, found, isLast: waiting == 0, cancellation);
            });
        }
    }

    // A name that has these characters itself comes first.
    private async Task GetMatchingAsync(Identity identity, Session session, CancellationToken cancellation)
    {
        if (await GetClient(session, Resource).Reader.TryGetAsync(identity, cancellation) is { } literal)
        {
            await WriteOneAsync(session, literal, isLast: false, cancellation);
            return;
        }

        var wildcards = new Wildcards();
        wildcards.Add(Resource.Names, identity.ToString());
        await WriteListAsync(session, new ListQuery(Resource), new LocalFilter(wildcards, ReadKinds(session)), cancellation);
    }

    private FamilyKinds ReadKinds(Session session) => FamilyKinds.Read(GetClient(session), Resource, Kinds);

    private async Task ListAsync(CancellationToken cancellation)
    {
        var session = Related is { } related ? FindSession(related) : FindSession(origin: null);
        RefuseIgnoredSearch();
        WarnIfPartial(session);
        WarnAboutUnknownOrder();
        var (wildcards, kinds) = (new Wildcards(), ReadKinds(session));
        var query = CreateQuery(session, wildcards);
        if (wildcards.Any && CreateQuery(session, wildcards: null) is var literal && await HasRowsAsync(session, literal, cancellation))
        {
            (query, wildcards) = (literal, new Wildcards());
        }

        await WriteListAsync(session, query, new LocalFilter(wildcards, kinds), cancellation);
    }

    private async Task<bool> HasRowsAsync(Session session, ListQuery query, CancellationToken cancellation)
    {
        try
        {
            await foreach (var (objects, _) in GetClient(session, Resource).Lister.ListAsync(query, skip: 0, first: 1, cancellation))
            {
                return objects.Count > 0;
            }
        }
        catch (ApiException refused) when (refused.Kind is ApiErrorKind.Validation or ApiErrorKind.ServerFault)
        {
            // Nothing has this value, such as an address with a wildcard.
        }

        return false;
    }

    private async Task WriteListAsync(Session session, ListQuery query, LocalFilter filter, CancellationToken cancellation)
    {
        var paging = PagingParameters;
        var limit = paging.First > long.MaxValue ? null : (long?)paging.First;
        var countWanted = paging.IncludeTotalCount.IsPresent;
        if (limit == 0 && !countWanted)
        {
            return;
        }

        var skip = (long)Math.Min(paging.Skip, long.MaxValue);
        var left = limit ?? long.MaxValue;
        await foreach (var (objects, total) in ListPagesAsync(session, query, filter, skip, limit, cancellation))
        {
            if (countWanted)
            {
                countWanted = false;
                await WriteAsync([paging.NewTotalCount((ulong)(total ?? 0), total is null ? 0 : 1)]);
            }

            AuthentikObject[] wanted = [.. objects.Take((int)Math.Min(left, int.MaxValue))];
            await FillNamesAsync(session, wanted, cancellation);
            if (filter.IsEmpty)
            {
                ObjectCount = total is null ? null : Math.Clamp(total.Value - skip, 0, limit ?? long.MaxValue);
                await WriteCountedAsync(wanted.Select(Prepare));
            }
            else
            {
                await WriteAsync(wanted.Select(Prepare));
            }

            left -= objects.Count;
            if (left <= 0)
            {
                return;
            }
        }
    }

    private IAsyncEnumerable<ObjectChunk> ListPagesAsync(
        Session session, ListQuery query, LocalFilter filter, long skip, long? limit, CancellationToken cancellation)
    {
        var lister = GetClient(session, Resource).Lister;
        if (filter.IsEmpty)
        {
            return lister.ListAsync(query, skip, limit, cancellation);
        }

        // What was searched for already can't be narrowed by another search.
        var search = Search is null ? filter.Wildcards.FindSearch(Resource, session.ServerVersion) : null;
        query.Search ??= search;
        Log.Verbose(filter.Explain(Resource, search));
        var read = CountReadAsync(lister.ListAsync(query, skip: 0, first: null, cancellation), cancellation);
        return filter.NarrowAsync(read, skip, cancellation);
    }

    // Nobody knows how many objects will match, so progress counts those that were compared.
    private async IAsyncEnumerable<ObjectChunk> CountReadAsync(
        IAsyncEnumerable<ObjectChunk> chunks, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var chunk in chunks.WithCancellation(cancellation))
        {
            ObjectCount = chunk.Total;
            PostDone(chunk.Objects.Count);
            yield return chunk;
        }
    }

    private async Task WriteOneAsync(Session session, AuthentikObject found, bool isLast, CancellationToken cancellation)
    {
        await FillNamesAsync(session, [found], cancellation);
        if (isLast)
        {
            PostCounted(Prepare(found));
        }
        else
        {
            await WriteCountedAsync([Prepare(found)]);
        }
    }

    // The names of a page are looked up when it arrives, so that a list streams.
    private Task FillNamesAsync(Session session, IReadOnlyCollection<AuthentikObject> objects, CancellationToken cancellation) =>
        LooksUpNames ? GetClient(session, Resource).Names.FillAsync(Resource, objects, cancellation) : Task.CompletedTask;

    private object Prepare(AuthentikObject found) => OutputObject.Prepare(found, Resource, ShowsSecrets);

    // With wildcards, what has them isn't sent, but compared here.
    private ListQuery CreateQuery(Session session, Wildcards? wildcards)
    {
        var query = new ListQuery(Resource) { Search = Search, OrderBy = OrderBy };
        foreach (var (name, value) in MyInvocation.BoundParameters)
        {
            if (Resource.FindFilter(name, session.ServerVersion) is not { } filter)
            {
                continue;
            }

            if (wildcards is not null && Wildcards.IsPattern(Resource, filter, value))
            {
                wildcards.Add([filter.Name], (string)value);
            }
            else
            {
                query.Add(filter, value);
            }
        }

        if (Related is { } related)
        {
            RelatedFilters.Fill(query, related, session.ServerVersion);
        }

        return query;
    }

    // The objects may be piped to a command that removes them.
    private void RefuseIgnoredSearch()
    {
        if (Search is not null && !Resource.Offers(Feature.Search))
        {
            throw new InputException(
                InputProblem.InvalidValue,
                $"The server ignores -Search for this list, and would return all objects. Use a filter, or Where-Object.",
                Search);
        }
    }

    // The server ignores an order that it doesn't know.
    private void WarnAboutUnknownOrder()
    {
        foreach (var name in OrderBy.Select(name => name.TrimStart('-')))
        {
            if (Resource.FindField(name) is null)
            {
                PostWarning(
                    $"{Articles.AddCapitalTo(Resource.Title)} doesn't have a field '{name}' to sort by. "
                        + $"{NearestName.Ask(name, Resource.Fields.Select(field => field.Property))}The server may ignore it.");
            }
        }
    }

    // Others than superusers get another list of applications: those that they can open.
    private void WarnIfPartial(Session session)
    {
        if (!session.IsSuperuser && Resource.IsSuperuserList)
        {
            PostWarning(
                $"{session.Username} isn't a superuser. The list contains only what {session.Username} can open, "
                    + "and the server may ignore filters.");
        }
    }
}

/// <summary>Gets an object that a server has only one of, such as the settings.</summary>
public abstract class GetSingleCommand : SessionCommand
{
    /// <summary>The resource of the object.</summary>
    protected abstract Resource Resource { get; }

    /// <summary>True if secrets in recorded data aren't masked.</summary>
    protected virtual bool ShowsSecrets => false;

    /// <inheritdoc/>
    protected override void ProcessRecord() => Run(token => AttemptAsync(Resource.Title, async () =>
    {
        var found = await GetClient(FindSession(origin: null), Resource).Reader.GetSingleAsync(token);
        await WriteAsync([OutputObject.Prepare(found, Resource, ShowsSecrets)]);
    }));
}
