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
        foreach (var identity in Identities)
        {
            await AttemptAsync(identity.ToString(), async () =>
            {
                var session = FindSession(identity);
                if (Wildcards.IsPattern(identity))
                {
                    await GetMatchingAsync(identity, session, cancellation);
                    return;
                }

                var found = await GetClient(session, Resource).Reader.GetAsync(identity, cancellation);
                await WriteCountedAsync([OutputObject.Prepare(found, Resource)]);
            });
        }
    }

    // A name that has these characters itself comes first.
    private async Task GetMatchingAsync(Identity identity, Session session, CancellationToken cancellation)
    {
        if (await GetClient(session, Resource).Reader.TryGetAsync(identity, cancellation) is { } literal)
        {
            await WriteCountedAsync([OutputObject.Prepare(literal, Resource)]);
            return;
        }

        var wildcards = new Wildcards();
        wildcards.Add(Resource.Names, identity.ToString());
        await WriteListAsync(session, new ListQuery(Resource), wildcards, cancellation);
    }

    private async Task ListAsync(CancellationToken cancellation)
    {
        var session = Related is { } related ? FindSession(related) : FindSession(origin: null);
        RefuseIgnoredSearch();
        WarnIfPartial(session);
        WarnAboutUnknownOrder();
        var wildcards = new Wildcards();
        var query = CreateQuery(session, wildcards);
        if (wildcards.Any && CreateQuery(session, wildcards: null) is var literal && await HasRowsAsync(session, literal, cancellation))
        {
            (query, wildcards) = (literal, new Wildcards());
        }

        await WriteListAsync(session, query, wildcards, cancellation);
    }

    private async Task<bool> HasRowsAsync(Session session, ListQuery query, CancellationToken cancellation)
    {
        await foreach (var (objects, _) in GetClient(session, Resource).Lister.ListAsync(query, skip: 0, first: 1, cancellation))
        {
            return objects.Count > 0;
        }

        return false;
    }

    private async Task WriteListAsync(Session session, ListQuery query, Wildcards wildcards, CancellationToken cancellation)
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
        var pages = wildcards.Any
            ? ListMatchingAsync(session, query, wildcards, skip, cancellation)
            : GetClient(session, Resource).Lister.ListAsync(query, skip, limit, cancellation);
        await foreach (var (objects, total) in pages)
        {
            if (countWanted)
            {
                countWanted = false;
                await WriteAsync([paging.NewTotalCount((ulong)(total ?? 0), total is null ? 0 : 1)]);
            }

            var wanted = objects.Take((int)Math.Min(left, int.MaxValue)).Select(one => OutputObject.Prepare(one, Resource));
            if (wildcards.Any)
            {
                await WriteAsync(wanted);
            }
            else
            {
                ObjectCount = total is null ? null : Math.Clamp(total.Value - skip, 0, limit ?? long.MaxValue);
                await WriteCountedAsync(wanted);
            }

            left -= objects.Count;
            if (left <= 0)
            {
                return;
            }
        }
    }

    // What is compared here can be neither skipped nor counted by the server. Progress counts what was read.
    private async IAsyncEnumerable<ObjectChunk> ListMatchingAsync(
        Session session, ListQuery query, Wildcards wildcards, long skip, [EnumeratorCancellation] CancellationToken cancellation)
    {
        Log.Verbose($"authentik doesn't know wildcards, so the whole list of {Resource.Title} objects is read and compared here.");
        await foreach (var (objects, total) in GetClient(session, Resource).Lister.ListAsync(query, skip: 0, first: null, cancellation))
        {
            ObjectCount = total;
            PostDone(objects.Count);
            var matching = objects.Where(wildcards.Match).ToList();
            yield return new ObjectChunk([.. matching.Skip((int)Math.Min(skip, int.MaxValue))], Total: null);
            skip = Math.Max(0, skip - matching.Count);
        }
    }

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
                PostWarning($"{Articles.AddCapitalTo(Resource.Title)} doesn't have a field '{name}' to sort by. The server may ignore it.");
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

    /// <inheritdoc/>
    protected override void ProcessRecord() => Run(token => AttemptAsync(Resource.Title, async () =>
    {
        var found = await GetClient(FindSession(origin: null), Resource).Reader.GetSingleAsync(token);
        await WriteAsync([OutputObject.Prepare(found, Resource)]);
    }));
}
