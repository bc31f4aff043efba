using System.Management.Automation;
using Authentik.Jobs;

namespace Authentik.Commands;

/// <summary>Changes the access that users, groups or policies have to applications.</summary>
public abstract class AccessChangeCommand : JobCommand
{
    private protected const string UserSet = "User";
    private protected const string GroupSet = "Group";
    private protected const string PolicySet = "Policy";

    /// <summary>Specifies the applications. Use names, slugs, ids, or objects.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [IdentityTransform("Application"), ArgumentCompleter(typeof(NameCompleter))]
    public ApplicationIdentity[] Application { get; set; } = [];

    /// <summary>Specifies the users. Use usernames, ids, or objects.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true, ParameterSetName = UserSet)]
    [IdentityTransform("User"), ArgumentCompleter(typeof(NameCompleter))]
    public UserIdentity[] User { get; set; } = [];

    /// <summary>Specifies groups, whose members the change is about. Use names, ids, or objects.</summary>
    [Parameter(Mandatory = true, ParameterSetName = GroupSet)]
    [IdentityTransform("Group"), ArgumentCompleter(typeof(NameCompleter))]
    public GroupIdentity[] Group { get; set; } = [];

    /// <summary>Specifies policies. Use names, ids, or objects.</summary>
    [Parameter(Mandatory = true, ParameterSetName = PolicySet)]
    [IdentityTransform("Policy"), ArgumentCompleter(typeof(NameCompleter))]
    public PolicyIdentity[] Policy { get; set; } = [];

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        HostQuestions.RequireIfTyped(this);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        Identity[] subjects = ParameterSetName switch
        {
            GroupSet => Group,
            PolicySet => Policy,
            _ => User,
        };
        ObjectCount = Application.Length * subjects.Length;
        Run(async token =>
        {
            foreach (var (application, subject) in from one in Application from other in subjects select (one, other))
            {
                await AttemptAsync(application.ToString(), () => ChangeAsync(application, subject, token));
            }
        });
    }

    /// <summary>Plans the change for an application and a subject.</summary>
    private protected abstract Task<JobPlan<ApplicationAccessChange>> PlanAsync(
        Session session, Identity application, Identity subject, CancellationToken cancellation);

    /// <summary>Ends the command, because two parameters were specified of which only one can be.</summary>
    private protected void RefuseBoth(string one, string other)
    {
        var problem = new InputException(
            InputProblem.InvalidValue, $"-{one} and -{other} can't be combined. Specify one of them.", other);
        ThrowTerminatingError(ErrorRecords.Create(problem, other));
    }

    private async Task ChangeAsync(ApplicationIdentity application, Identity subject, CancellationToken cancellation)
    {
        NamelessRows.Refuse(subject);
        var session = FindSession(application);
        RequireServer(session, [subject]);
        await RunJobAsync(
            session,
            () => AccessEditor.Create(application.ToString(), AccessSubject.Read(subject)),
            () => PlanAsync(session, application, subject, cancellation),
            isForced: false,
            cancellation);
    }
}
