using System.Collections.Concurrent;
using System.Management.Automation;
using Authentik.Jobs;
using Authentik.Sessions;

namespace Authentik.Commands;

/// <summary>Gets which second factors users have.</summary>
[Cmdlet(VerbsCommon.Get, "AuthentikMfaStatus", DefaultParameterSetName = UserSet)]
[OutputType(typeof(MfaStatus))]
public sealed class GetMfaStatusCommand : SessionCommand
{
    private const string UserSet = "User";
    private const string GroupSet = "Group";

    private readonly ConcurrentDictionary<Session, MfaReport> reports = [];

    /// <summary>
    /// Specifies the users. Use usernames, ids, or objects. Without it and without -Group, the command returns all people.
    /// </summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ParameterSetName = UserSet)]
    [IdentityTransform("User", OtherNoun = "Group"), ArgumentCompleter(typeof(NameCompleter))]
    public UserIdentity[] User { get; set; } = [];

    /// <summary>Specifies groups whose users are returned, each once for each group. Use names, ids, or objects.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = GroupSet)]
    [IdentityTransform("Group"), ArgumentCompleter(typeof(NameCompleter))]
    public GroupIdentity[] Group { get; set; } = [];

    /// <summary>Indicates that the users in the child groups, and in the groups in them, are returned too.</summary>
    [Parameter(ParameterSetName = GroupSet)]
    public SwitchParameter Recurse { get; set; }

    /// <summary>Indicates that only users without a second factor are returned. Recovery codes alone aren't one.</summary>
    [Parameter]
    public SwitchParameter Without { get; set; }

    /// <summary>
    /// Indicates that service accounts are returned too. They sign in with tokens and usually have no second factor. Those that -User names
    /// are returned in any case.
    /// </summary>
    [Parameter]
    public SwitchParameter IncludeServiceAccount { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (ParameterSetName == GroupSet)
        {
            RunEach(Group, (group, token) => WriteListAsync(FindSession(group), group, token));
        }
        else if (MyInvocation.ExpectingInput || MyInvocation.BoundParameters.ContainsKey(nameof(User)))
        {
            ObjectCount = User.Length;
            RunEach(User, async (user, token) => await WriteRowsAsync([await GetReport(FindSession(user)).GetAsync(user, token)]));
        }
        else
        {
            Run(token => AttemptAsync(null, () => WriteListAsync(FindSession((AuthentikObject?)null), group: null, token)));
        }
    }

    private async Task WriteListAsync(Session session, GroupIdentity? group, CancellationToken cancellation)
    {
        var list = GetReport(session).ListAsync(group, Recurse, IncludeServiceAccount, cancellation);
        await foreach (var (rows, total) in list)
        {
            ObjectCount = total;
            await WriteRowsAsync(rows);
        }
    }

    private async Task WriteRowsAsync(IReadOnlyList<MfaStatus> rows)
    {
        var wanted = rows.Where(row => !Without || !row.HasSecondFactor).ToList();
        await WriteCountedAsync(wanted);
        PostDone(rows.Count - wanted.Count);
    }

    private MfaReport GetReport(Session session) =>
        reports.GetOrAdd(session, one => new MfaReport(new JobClient(GetClient(one))));
}
