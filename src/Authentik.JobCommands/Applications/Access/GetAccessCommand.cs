using System.Management.Automation;
using Authentik.Jobs;

namespace Authentik.Commands;

/// <summary>Gets who can open which application, and why.</summary>
[Cmdlet(VerbsCommon.Get, "AuthentikAccess", DefaultParameterSetName = UserSet)]
[OutputType(typeof(ApplicationAccess))]
public sealed class GetAccessCommand : SessionCommand
{
    private const string UserSet = "User";
    private const string GroupSet = "Group";

    private readonly Dictionary<Session, Request> requests = [];
    private readonly Dictionary<string, object> taken = [];

    /// <summary>
    /// Specifies the applications. Use names, slugs, ids, or objects. Without this parameter, the command reports all applications.
    /// </summary>
    [Parameter(Position = 0)]
    [IdentityTransform("Application"), ArgumentCompleter(typeof(NameCompleter))]
    public ApplicationIdentity[]? Application { get; set; }

    /// <summary>
    /// Specifies the users. Use usernames, ids, or objects. Without this parameter, the command reports all users.
    /// </summary>
    [Parameter(ParameterSetName = UserSet)]
    [IdentityTransform("User"), ArgumentCompleter(typeof(NameCompleter))]
    public UserIdentity[]? User { get; set; }

    /// <summary>
    /// Specifies groups, to report what their members can open because they are in the group. Use names, ids, or objects.
    /// </summary>
    [Parameter(Mandatory = true, ParameterSetName = GroupSet)]
    [IdentityTransform("Group"), ArgumentCompleter(typeof(NameCompleter))]
    public GroupIdentity[]? Group { get; set; }

    /// <summary>Specifies an application, a user or a group from the pipeline.</summary>
    [Parameter(ValueFromPipeline = true, DontShow = true)]
    public PSObject? InputObject { get; set; }

    /// <summary>
    /// Indicates that those without access are reported too. By default, they are only if both the user and the application are specified.
    /// </summary>
    [Parameter]
    public SwitchParameter IncludeDenied { get; set; }

    /// <summary>
    /// Indicates that the server is asked about each user and application, which is a request for each. Where it differs from what the
    /// bindings say, the command writes a warning. Policies are decided only that way.
    /// </summary>
    [Parameter(ParameterSetName = UserSet)]
    public SwitchParameter Verify { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var isPiped = MyInvocation.ExpectingInput;
        var isAll = !isPiped && Application is null && User is null && Group is null;
        Run(async token =>
        {
            if (isAll)
            {
                Find(FindSession((AuthentikObject?)null));
            }

            await AddTypedAsync(nameof(Application), Application, token);
            await AddTypedAsync(nameof(User), User, token);
            await AddTypedAsync(nameof(Group), Group, token);
            if (isPiped)
            {
                await AttemptAsync(InputObject, () => AddAsync(Identify(InputObject), token));
            }
        });
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        ObjectCount = null;
        Run(async token =>
        {
            foreach (var (session, request) in requests.Where(one => !one.Value.IsEmpty))
            {
                await AttemptAsync(session.Name, () => WriteAsync(request, token));
            }
        });
        base.EndProcessing();
    }

    // What was typed is there with each record again.
    private async Task AddTypedAsync(string parameter, IReadOnlyList<Identity>? identities, CancellationToken cancellation)
    {
        if (identities is null || !taken.TryAdd(parameter, identities))
        {
            return;
        }

        foreach (var one in identities)
        {
            await AttemptAsync(one.ToString(), () => AddAsync(one, cancellation));
        }
    }

    private async Task AddAsync(Identity one, CancellationToken cancellation)
    {
        var request = Find(FindSession(one));
        var jobs = request.Jobs;
        switch (one.Resource.Noun)
        {
            case "User":
                await request.AddAsync(() => request.Report.FindPersonAsync(one, cancellation));
                break;
            case "Group":
                RequireGroupAlone();
                await request.AddAsync(async () => AccessPerson.MemberOf(
                    (Group)await jobs.Of(Resources.Group).Reader.FindAsync(one, cancellation)));
                break;
            default:
                await request.AddAsync(async () => (Application)await jobs.Of(Resources.Application).Reader.GetAsync(one, cancellation));
                break;
        }
    }

    // The server can be asked about users only.
    private void RequireGroupAlone()
    {
        if (Verify || User is not null)
        {
            throw new InputException(
                InputProblem.InvalidValue, $"Groups can't be combined with {(Verify ? "-Verify" : "-User")}. Run the command for each alone.");
        }
    }

    private static Identity Identify(PSObject? given)
    {
        var kind = RelatedObjects.FindResource(given)?.Noun;
        var resource = kind is "User" or "Group" ? Resources.Book[kind] : Resources.Application;
        try
        {
            return IdentityConverter.Convert(resource, given);
        }
        catch (ArgumentException problem)
        {
            throw new InputException(
                InputProblem.InvalidValue, $"{problem.Message} Users and groups can be piped to this command as objects too.");
        }
    }

    private async Task WriteAsync(Request request, CancellationToken cancellation)
    {
        var query = request.Create() with { IncludesDenied = IncludeDenied, IsVerified = Verify };
        await foreach (var rows in request.Report.ReadAsync(query, cancellation))
        {
            await WriteCountedAsync(rows);
        }
    }

    private Request Find(Session session) => requests.TryGetValue(session, out var request)
        ? request
        : requests[session] = new Request(new JobClient(GetClient(session)));

    /// <summary>What is reported of one server.</summary>
    private sealed class Request(JobClient jobs)
    {
        private readonly HashSet<Guid> known = [];
        private List<Application>? applications;
        private List<AccessPerson>? people;

        public JobClient Jobs => jobs;

        public AccessReport Report { get; } = new(jobs);

        /// <summary>True if nothing of what was specified was found.</summary>
        public bool IsEmpty => applications is { Count: 0 } || people is { Count: 0 };

        // That some are wanted is noted first, so that not all are reported if none is found.
        public async Task AddAsync(Func<Task<Application>> find)
        {
            applications ??= [];
            var one = await find();
            if (known.Add(one.Pk!.Value))
            {
                applications.Add(one);
            }
        }

        public async Task AddAsync(Func<Task<AccessPerson>> find)
        {
            people ??= [];
            people.Add(await find());
        }

        public AccessQuery Create() => new() { Applications = applications, People = people };
    }
}
