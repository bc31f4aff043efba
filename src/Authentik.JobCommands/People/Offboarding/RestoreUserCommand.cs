using System.Management.Automation;
using Authentik.Jobs;
using Authentik.Sessions;

namespace Authentik.Commands;

/// <summary>Activates users, and gives back what Disable-AuthentikUser wrote down.</summary>
[Cmdlet(VerbsData.Restore, "AuthentikUser", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium,
    DefaultParameterSetName = FileSet)]
[OutputType(typeof(RestoredUser))]
public sealed class RestoreUserCommand : JobCommand
{
    private const string FileSet = "File";
    private const string UserSet = "User";

    private readonly Dictionary<Session, UserRestoring> jobs = [];
    private RecordFile? record;

    /// <summary>
    /// Specifies the users. Use usernames, ids, objects, or rows with a column username. Without it, the command restores all users of the
    /// file.
    /// </summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = UserSet)]
    [IdentityTransform("User"), ArgumentCompleter(typeof(NameCompleter))]
    public UserIdentity[] User { get; set; } = [];

    /// <summary>
    /// Specifies the file that Disable-AuthentikUser wrote with -RecordPath. Without it, the users are only activated.
    /// </summary>
    [Parameter(Mandatory = true, ParameterSetName = FileSet)]
    [Parameter(ParameterSetName = UserSet)]
    [Alias("RecordPath")]
    [ValidateNotNullOrEmpty]
    public string? Path { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        if (Path is not null)
        {
            RunOrThrow(Path, _ =>
            {
                record = new RecordFile(FilePath.Resolve(this, Path, "-Path"));
                return Task.CompletedTask;
            });
        }
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (ParameterSetName == UserSet)
        {
            ObjectCount = User.Length;
            RunEach(User, RestoreAsync);
            return;
        }

        RunOrThrow(Path, async token =>
        {
            var session = FindSession((AuthentikObject?)null);
            var (job, users) = await OpenAsync(session, token);
            ObjectCount = users.Count;
            foreach (var user in users)
            {
                await AttemptAsync(job.NameOf(user), () => RestoreAsync(session, job, user, token));
            }
        });
    }

    private async Task RestoreAsync(UserIdentity user, CancellationToken cancellation)
    {
        var session = FindSession(user);
        var (job, _) = await OpenAsync(session, cancellation);
        await RestoreAsync(session, job, user, cancellation);
    }

    private Task RestoreAsync(Session session, UserRestoring job, Identity user, CancellationToken cancellation) => RunJobAsync(
        session,
        () => new RestoredUser { Username = job.NameOf(user) },
        () => job.PlanAsync(user, record is not null, cancellation),
        isForced: false,
        cancellation);

    private async Task<(UserRestoring Job, IReadOnlyList<Identity> Users)> OpenAsync(Session session, CancellationToken cancellation)
    {
        if (jobs.TryGetValue(session, out var open))
        {
            return (open, []);
        }

        var job = new UserRestoring(GetJobs(session));
        IReadOnlyList<Identity> users = record is null ? [] : await job.ReadAsync(record, cancellation);
        return (jobs[session] = job, users);
    }
}
