using System.Collections.Concurrent;
using System.Management.Automation;
using Authentik.Jobs;
using Authentik.Sessions;

namespace Authentik.Commands;

/// <summary>Gets what users are, may do and have, in one object each.</summary>
[Cmdlet(VerbsCommon.Get, "AuthentikUserSummary")]
[OutputType(typeof(UserSummary))]
public sealed class GetUserSummaryCommand : SessionCommand
{
    private readonly ConcurrentDictionary<Session, UserSummaries> readers = [];

    /// <summary>Specifies the users. Use usernames, ids, or objects.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [IdentityTransform("User"), ArgumentCompleter(typeof(NameCompleter))]
    public UserIdentity[] Identity { get; set; } = [];

    /// <summary>Specifies how many of the last sign-ins are returned, from 0 to 100. The default is 5.</summary>
    [Parameter]
    [ValidateRange(0, 100)]
    public int SignIns { get; set; } = 5;

    /// <inheritdoc/>
    protected override void ProcessRecord() => RunEach(Identity, WriteSummaryAsync);

    private async Task WriteSummaryAsync(UserIdentity identity, CancellationToken cancellation)
    {
        NamelessRows.Refuse(identity);
        var session = FindSession(identity);
        var reader = readers.GetOrAdd(session, one => new UserSummaries(new JobClient(GetClient(one)), SignIns));
        var summary = await reader.ReadAsync(identity, cancellation);
        foreach (var hidden in summary.NotVisible)
        {
            Log.Warning($"Not everything about '{summary}' can be read. {hidden}");
        }

        PrepareParts(summary);
        await WriteCountedAsync([summary]);
    }

    private static void PrepareParts(UserSummary summary)
    {
        AuthentikObject[] parts =
        [
            summary.User, .. summary.Applications ?? [], .. summary.Devices ?? [], .. summary.Sessions ?? [], .. summary.Tokens ?? [],
            .. summary.Consents ?? [], .. summary.Connections ?? [],
        ];
        foreach (var part in parts)
        {
            OutputObject.Prepare(part);
        }
    }
}
