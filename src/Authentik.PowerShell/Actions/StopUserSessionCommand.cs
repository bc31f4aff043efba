using System.Globalization;
using System.Management.Automation;
using Authentik.Book;
using Authentik.Http;
using Authentik.Naming;
using Authentik.Values;

namespace Authentik.Commands;

/// <summary>Ends all browser sessions of users.</summary>
[Cmdlet(VerbsLifecycle.Stop, "AuthentikUserSession", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(void))]
[CoversOperation(Operation)]
public sealed class StopUserSessionCommand : ThrottledCommand
{
    private const string Operation = "core_authenticated_sessions_bulk_delete_destroy";
    private const string UserFilter = "user__username";

    /// <summary>Specifies the users. Use usernames, ids, or objects.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [IdentityTransform("User"), ArgumentCompleter(typeof(NameCompleter))]
    public UserIdentity[] Identity { get; set; } = [];

    /// <summary>Indicates that the command doesn't ask for confirmation, as -Confirm:$false does.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        HostQuestions.RequireUnlessForced(this, Force);
        base.BeginProcessing();
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        ObjectCount = Identity.Length;
        RunEach(Identity, EndAsync);
    }

    private async Task EndAsync(UserIdentity identity, CancellationToken cancellation)
    {
        var session = FindSession(identity);
        var user = (User)(await GetClient(session, Resources.User).Reader.LoadAsync(identity, cancellation)).Object!;
        var target = $"{Resources.User.Title} '{user.Username}' on {session.Uri}";
        if (await ShouldAsync(target, "End all sessions", Force))
        {
            await StartAsync(identity.ToString(), async () =>
            {
                await EndAllAsync(user, session, cancellation);
                return (IReadOnlyList<object>)[];
            });
        }
    }

    private async Task EndAllAsync(User user, Session session, CancellationToken cancellation)
    {
        var api = GetClient(session);
        var bulk = ApiOperations.All.First(one => one.OperationId == Operation);
        if (api.Call.Gate.IsCertain(bulk.Versions))
        {
            var query = new KeyValuePair<string, string>("user_pks", user.Pk!.Value.ToString(CultureInfo.InvariantCulture));
            using var response = await api.SendCheckedAsync(new ApiRequest(HttpMethod.Delete, bulk.Path, [query]), cancellation);
            return;
        }

        foreach (var one in await ListAsync(user, session, cancellation))
        {
            await GetClient(session, Resources.AuthenticatedSession).Remover.RemoveAsync(one, cancellation);
        }
    }

    // All are listed before the first one ends, because pages are cut by number.
    private async Task<IReadOnlyList<Identity>> ListAsync(User user, Session session, CancellationToken cancellation)
    {
        var resource = Resources.AuthenticatedSession;
        var query = new ListQuery(resource);
        query.Add(resource.Filters.First(filter => filter.Name == UserFilter), user.Username);
        var found = new List<Identity>();
        await foreach (var (objects, _) in GetClient(session, resource).Lister.ListAsync(query, skip: 0, first: null, cancellation))
        {
            found.AddRange(objects.Where(one => one.ValueOf("user") as int? == user.Pk).Select(one => resource.MakeIdentity(one)));
        }

        return found;
    }
}
