using System.Management.Automation;
using Authentik.Book;
using Authentik.Values;

namespace Authentik.Commands;

/// <summary>Reads objects: those that are named, or a list. A list is written page by page as it arrives.</summary>
public abstract class GetCommand : SessionCommand
{
    /// <summary>Name of the parameter set that lists.</summary>
    protected const string ListSet = "List";

    /// <summary>Name of the parameter set that names objects.</summary>
    protected const string IdentitySet = "Identity";

    /// <summary>Specifies words to search for. The server decides which fields it searches.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [NotBlank]
    public string? Search { get; set; }

    /// <summary>
    /// Specifies the fields to sort by, with the API's names or the names of the properties. A hyphen before a name sorts in descending
    /// order.
    /// </summary>
    [Parameter(ParameterSetName = ListSet)]
    [ValidateNotNullOrEmpty]
    [NotBlank]
    [ArgumentCompleter(typeof(FieldNameCompleter))]
    public string[] OrderBy { get; set; } = [];

    /// <summary>The resource it reads.</summary>
    protected abstract Resource Resource { get; }

    /// <summary>The objects that were named.</summary>
    protected abstract IReadOnlyList<Identity> Identities { get; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (ParameterSetName == IdentitySet)
        {
            Run(ReadNamedAsync);
        }
        else
        {
            Run(token => AttemptAsync(Resource.Title, () => ListAsync(token)));
        }
    }

    private async Task ReadNamedAsync(CancellationToken cancellation)
    {
        foreach (var identity in Identities)
        {
            await AttemptAsync(identity.ToString(), async () =>
            {
                var resource = ResourceFor(SessionFor(identity), Resource);
                var found = await resource.Reader.GetAsync(identity, cancellation);
                await WriteAsync([OutputWriter.Prepare(found, Resource)]);
            });
        }
    }

    private async Task ListAsync(CancellationToken cancellation)
    {
        var session = SessionFor(origin: null);
        RefuseIgnoredSearch();
        WarnIfPartial(session);
        WarnOfUnknownOrder();
        var paging = PagingParameters;
        var left = paging.First > long.MaxValue ? long.MaxValue : (long)paging.First;
        var countWanted = paging.IncludeTotalCount.IsPresent;
        if (left == 0 && !countWanted)
        {
            return;
        }

        var chunks = ResourceFor(session, Resource).Lister.ListAsync(Query(), (long)Math.Min(paging.Skip, long.MaxValue), left == long.MaxValue ? null : left, cancellation);
        await foreach (var (objects, total) in chunks)
        {
            if (countWanted)
            {
                countWanted = false;
                await WriteAsync([Count(paging, total)]);
            }

            await WriteAsync(objects.Take((int)Math.Min(left, int.MaxValue)).Select(one => OutputWriter.Prepare(one, Resource)));
            left -= objects.Count;
            if (left <= 0)
            {
                return;
            }
        }
    }

    private static PSObject Count(PagingParameters paging, int? total) => paging.NewTotalCount((ulong)(total ?? 0), total is null ? 0 : 1);

    private ListQuery Query()
    {
        var query = new ListQuery(Resource) { Search = Search, OrderBy = OrderBy };
        foreach (var (name, value) in MyInvocation.BoundParameters)
        {
            if (Resource.FilterOfParameter(name) is { } filter)
            {
                query.Add(filter, value);
            }
        }

        return query;
    }

    // What comes may go on to a command that removes it.
    private void RefuseIgnoredSearch()
    {
        if (Search is not null && Resource.Without.HasFlag(Missing.Search))
        {
            throw new InputException(InputProblem.InvalidValue, $"authentik does not search among {Resource.Title}s: it would answer with all of them. Use a filter, or Where-Object.", Search);
        }
    }

    // The server ignores an order it does not know.
    private void WarnOfUnknownOrder()
    {
        foreach (var name in OrderBy.Select(name => name.TrimStart('-')))
        {
            if (Resource.FindField(name) is null)
            {
                PostWarning($"{Articles.AddCapitalTo(Resource.Title)} has no field '{name}' to order by; the server may ignore it.");
            }
        }
    }

    // Without it the list of applications is another one: those the caller may open.
    private void WarnIfPartial(Session session)
    {
        if (!session.IsSuperuser && Resource.IsSuperuserList)
        {
            PostWarning($"{session.UserName} is no superuser: only the {Resource.Title}s that {session.UserName} may open are listed, and filters may be ignored.");
        }
    }
}
