using System.Management.Automation;
using System.Runtime.ExceptionServices;
using Authentik.Book;
using Authentik.Jobs;
using Authentik.Naming;

namespace Authentik.Commands;

/// <summary>Gets who can open which application, and why.</summary>
[Cmdlet(VerbsCommon.Get, "AuthentikAccess", DefaultParameterSetName = UserSet)]
[OutputType(typeof(ApplicationAccess))]
public sealed class GetAccessCommand : SessionCommand
{
    private const string UserSet = "User";
    private const string GroupSet = "Group";

    // What is wanted of each server. Of a kind that nobody specified, all objects are.
    private readonly Dictionary<Session, Dictionary<string, List<Identity>>> wanted = [];
    private bool isTypedTaken;
    private bool hasInput;

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

    /// <summary>
    /// Indicates that each active user has a row also for an application that is open to everybody. By default, one row without a user
    /// stands for everybody, unless users are specified, or -IncludeDenied or -Verify.
    /// </summary>
    [Parameter(ParameterSetName = UserSet)]
    public SwitchParameter Expand { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var isPiped = MyInvocation.ExpectingInput;
        Run(async token =>
        {
            // What was typed is there with each record again.
            IEnumerable<Identity> typed = isTypedTaken ? [] : [.. Application ?? [], .. User ?? [], .. Group ?? []];
            isTypedTaken = true;
            foreach (var one in typed)
            {
                await AttemptAsync(one.ToString(), () => AddAsync(one));
            }

            if (isPiped)
            {
                hasInput |= await AttemptAsync(InputObject, () => AddAsync(Identify(InputObject)));
            }
        });
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        ObjectCount = null;
        Run(async token =>
        {
            if (wanted.Count == 0 && !MyInvocation.ExpectingInput && !IsSpecified)
            {
                wanted[FindSession((AuthentikObject?)null)] = [];
            }

            if (wanted.Count > 1 && wanted.Values.SelectMany(some => some.Keys).Distinct().Skip(1).Any())
            {
                var (session, others) = (wanted.Keys.First(), wanted.Skip(1).First());
                throw new InputException(
                    InputProblem.NoSession,
                    $"The objects are of two servers, {session.Uri} and {others.Key.Uri}. Specify those of one of them by their names.",
                    others.Value.Values.First()[0].ToString());
            }

            // An empty pipeline doesn't mean all.
            foreach (var (session, some) in wanted.Where(_ => hasInput || !MyInvocation.ExpectingInput))
            {
                await AttemptAsync(session.Name, () => WriteAsync(new JobClient(GetClient(session)), some, token));
            }
        });
        base.EndProcessing();
    }

    private bool IsSpecified => Application is not null || User is not null || Group is not null;

    // Of an object, only the id is kept until all input has arrived: it's read again then.
    private Task AddAsync(Identity one)
    {
        var session = FindSession(one);
        if (!wanted.TryGetValue(session, out var some))
        {
            wanted[session] = some = [];
        }

        if (!some.TryGetValue(one.Resource.Noun, out var list))
        {
            some[one.Resource.Noun] = list = [];
        }

        list.Add(one.Object?.FindId(one.Resource) is { } id ? one.Resource.MakeIdentity(id) : one);
        return Task.CompletedTask;
    }

    private async Task WriteAsync(JobClient jobs, Dictionary<string, List<Identity>> some, CancellationToken cancellation)
    {
        if (some.ContainsKey("Group") && (Verify || some.ContainsKey("User")))
        {
            // The server can be asked about users only.
            throw new InputException(
                InputProblem.InvalidValue,
                $"Groups can't be combined with {(Verify ? "-Verify" : "users")}. Run the command for each alone.");
        }

        var report = new AccessReport(jobs);
        report.RequireSuperuser();
        var users = await FindAsync<User, AccessPerson>(jobs, Resources.User, some, AccessPerson.Read, cancellation);
        var groups = await FindAsync<Group, AccessPerson>(jobs, Resources.Group, some, AccessPerson.MemberOf, cancellation);
        var applications = await FindAsync<Application, Application>(jobs, Resources.Application, some, one => one, cancellation);
        var query = new AccessQuery
        {
            Applications = applications,
            People = users ?? groups,
            IncludesDenied = IncludeDenied,
            IsVerified = Verify,
            IsExpanded = Expand,
        };
        await foreach (var rows in report.ReadAsync(query, cancellation))
        {
            await WriteCountedAsync(rows);
        }
    }

    // Null for all. One that isn't there has an error record, and the others are reported.
    private async Task<IReadOnlyList<TResult>?> FindAsync<T, TResult>(
        JobClient jobs, Resource resource, Dictionary<string, List<Identity>> some, Func<T, TResult> read, CancellationToken cancellation)
        where T : AuthentikObject
    {
        if (!some.TryGetValue(resource.Noun, out var identities))
        {
            return null;
        }

        var specified = await new AccessLookup(jobs).FindAsync(resource, identities, read, cancellation);
        foreach (var (name, why) in specified.Missing)
        {
            await AttemptAsync(name, () =>
            {
                ExceptionDispatchInfo.Throw(why);
                return Task.CompletedTask;
            });
        }

        return specified.Found;
    }

    private static Identity Identify(PSObject? given)
    {
        var kind = RelatedObjects.FindResource(given)?.Noun;
        try
        {
            return IdentityConverter.Convert(kind is "User" or "Group" ? Resources.Book[kind] : Resources.Application, given);
        }
        catch (ArgumentException problem)
        {
            throw new InputException(
                InputProblem.InvalidValue, $"{problem.Message} Users and groups can be piped to this command as objects too.");
        }
    }
}
