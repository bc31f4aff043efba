using System.Management.Automation;
using Authentik.Book;
using Authentik.Naming;
using Authentik.Values;

namespace Authentik.Commands;

/// <summary>Ends all browser sessions of users.</summary>
[Cmdlet(VerbsLifecycle.Stop, "AuthentikUserSession", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(void))]
[CoversOperation(SessionEnding.Operation)]
public sealed class StopUserSessionCommand : ThrottledCommand
{
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
        if (await SessionEnding.TryEndAllAsync(GetClient(session), ApiOperations.All, user.Pk!.Value, cancellation))
        {
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
        query.Add(resource.GetFilter(UserFilter), user.Username);
        var found = new List<Identity>();
        await foreach (var (objects, _) in GetClient(session, resource).Lister.ListAsync(query, skip: 0, first: null, cancellation))
        {
            found.AddRange(objects.Where(one => one.ValueOf("user") as int? == user.Pk).Select(one => resource.MakeIdentity(one)));
        }

        return found;
    }
}
