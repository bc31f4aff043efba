using System.Collections.Concurrent;
using System.Management.Automation;
using Authentik.Jobs;
using Authentik.Sessions;

namespace Authentik.Commands;

/// <summary>Deactivates users, and removes what lets them in.</summary>
[Cmdlet(VerbsLifecycle.Disable, "AuthentikUser", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(DisabledUser))]
public sealed class DisableUserCommand : JobCommand
{
    private readonly ConcurrentDictionary<Session, AccountOffboarding> jobs = [];
    private RecordFile? record;

    /// <summary>Specifies the users. Use usernames, ids, objects, or rows with a column username.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [IdentityTransform("User"), ArgumentCompleter(typeof(NameCompleter))]
    public UserIdentity[] User { get; set; } = [];

    /// <summary>
    /// Specifies a JSON file to which the command adds what each user had, before it changes anything, so that Restore-AuthentikUser can
    /// give it back. It contains no secrets, and on Linux and macOS only you can read it. What is in the file stays. Without it, only the
    /// account can be activated again.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? RecordPath { get; set; }

    /// <summary>
    /// Specifies what the users keep. Group and Role keep memberships, Token keeps API tokens and app passwords, which are refused while
    /// the user is inactive.
    /// </summary>
    [Parameter]
    public UserPart[] Keep { get; set; } = [];

    /// <summary>
    /// Indicates that bindings that name the users are removed too. The last enabled binding of an application stays, because everybody
    /// could open the application without it.
    /// </summary>
    [Parameter]
    public SwitchParameter RemoveBinding { get; set; }

    /// <summary>
    /// Indicates that the command doesn't ask for confirmation, as -Confirm:$false does. It's also required to disable your own user, and
    /// the last superuser.
    /// </summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        HostQuestions.RequireUnlessForced(this, Force);
        base.BeginProcessing();
        if (RecordPath is not null)
        {
            RunOrThrow(RecordPath, _ =>
            {
                record = new RecordFile(FilePath.Resolve(this, RecordPath, "-RecordPath"));
                return Task.CompletedTask;
            });
        }
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        ObjectCount = User.Length;
        RunEach(User, async (user, token) =>
        {
            var session = FindSession(user);
            await RunJobAsync(
                session,
                () => new DisabledUser { Username = user.ToString() },
                () => GetJob(session).PlanAsync(user, token),
                Force,
                token);
        });
    }

    private AccountOffboarding GetJob(Session session) => jobs.GetOrAdd(session, one => new AccountOffboarding(
        GetJobs(one),
        new OffboardingOptions
        {
            Kept = Keep,
            RemovesBindings = RemoveBinding,
            IsForced = Force,
            Record = record,
        }));
}
