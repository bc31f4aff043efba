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
    private const string RecordSet = "Record";
    private const string UserSet = "User";

    private readonly Dictionary<(Session Session, RecordFile? File), UserRestoring> jobs = [];
    private readonly Dictionary<string, RecordFile> piped = [];
    private RecordFile? typed;

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
    [ValidateNotNullOrEmpty]
    public string? Path { get; set; }

    /// <summary>
    /// Specifies the same file as -Path. It's also taken from the property RecordPath of what Disable-AuthentikUser returns.
    /// </summary>
    /// <remarks>No alias of -Path: by property name, that would take the folders of users.</remarks>
    [Parameter(Mandatory = true, ParameterSetName = RecordSet)]
    [Parameter(ParameterSetName = UserSet, ValueFromPipelineByPropertyName = true)]
    [AllowNull, AllowEmptyString]
    public string? RecordPath { get; set; }

    /// <summary>
    /// Indicates that users are also added to groups that make them superusers, although they weren't superusers when the file was written.
    /// </summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        foreach (var name in new[] { nameof(Path), nameof(RecordPath) }.Where(MyInvocation.BoundParameters.ContainsKey).Take(1))
        {
            var path = name == nameof(Path) ? Path : RecordPath;
            RunOrThrow(path, _ =>
            {
                typed = new RecordFile(FilePath.Resolve(this, path, $"-{name}"));
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

        RunOrThrow(Path ?? RecordPath, async token =>
        {
            var session = FindSession((AuthentikObject?)null);
            var (job, users) = await OpenAsync(session, typed, token);
            ObjectCount = users.Count;
            foreach (var user in users)
            {
                await AttemptAsync(job.NameOf(user), () => RestoreAsync(session, job, user, hasFile: true, token));
            }
        });
    }

    private async Task RestoreAsync(UserIdentity user, CancellationToken cancellation)
    {
        var session = FindSession(user);
        var file = typed ?? await FindPipedAsync();
        var (job, _) = await OpenAsync(session, file, cancellation);
        await RestoreAsync(session, job, user, file is not null, cancellation);
    }

    private Task RestoreAsync(Session session, UserRestoring job, Identity user, bool hasFile, CancellationToken cancellation) =>
        RunJobAsync(
            session,
            () => new RestoredUser { Username = job.NameOf(user) },
            () => job.PlanAsync(user, hasFile, cancellation),
            isForced: false,
            cancellation);

    private async Task<RecordFile?> FindPipedAsync()
    {
        if (!string.IsNullOrEmpty(RecordPath) && !piped.ContainsKey(RecordPath))
        {
            await OnPipelineAsync(() =>
                piped[RecordPath] = new RecordFile(FilePath.Resolve(this, RecordPath, $"-{nameof(RecordPath)}")));
        }

        return string.IsNullOrEmpty(RecordPath) ? null : piped[RecordPath];
    }

    private async Task<(UserRestoring Job, IReadOnlyList<Identity> Users)> OpenAsync(
        Session session, RecordFile? file, CancellationToken cancellation)
    {
        if (jobs.TryGetValue((session, file), out var open))
        {
            return (open, []);
        }

        var job = new UserRestoring(GetJobs(session), Force);
        IReadOnlyList<Identity> users = file is null ? [] : await job.ReadAsync(file, cancellation);
        return (jobs[(session, file)] = job, users);
    }
}
