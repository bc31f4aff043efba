using System.Management.Automation;
using Authentik.Jobs;

namespace Authentik.Commands;

/// <summary>Finds access that nobody uses, or nobody should have.</summary>
[Cmdlet(VerbsCommon.Get, "AuthentikStaleAccess")]
[OutputType(typeof(StaleAccess))]
public sealed class GetStaleAccessCommand : SessionCommand, IStaleAccessOutput
{
    private const int DefaultDays = 90;

    /// <summary>Specifies the kinds to look for. The default is all of them. Only the lists that these kinds need are read.</summary>
    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty]
    public StaleAccessKind[] Kind { get; set; } = Enum.GetValues<StaleAccessKind>();

    /// <summary>
    /// Specifies for how long users must not have signed in, and app passwords must not have been used: a number of days, or a duration
    /// such as '12 weeks'. The default is 90 days. A user who never signed in must have been created before that time.
    /// </summary>
    [Parameter]
    [SpanTransform]
    [ArgumentCompleter(typeof(DurationCompleter))]
    public Duration DormantFor { get; set; } = new(TimeSpan.FromDays(DefaultDays));

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        ObjectCount = null;
        Run(token => AttemptAsync(null, () =>
        {
            var session = FindSession(origin: null);
            var client = new JobClient(GetClient(session));
            return new StaleAccessReport(client, Kind, DormantFor.TimeSpan, this).RunAsync(token);
        }));
    }

    /// <inheritdoc/>
    Task IStaleAccessOutput.WriteAsync(IReadOnlyList<StaleAccess> found) => found.Count == 0 ? Task.CompletedTask : WriteAsync(found);

    /// <inheritdoc/>
    async Task IStaleAccessOutput.TellAsync(IReadOnlyCollection<StaleAccessKind> missing, Exception failure)
    {
        var kinds = string.Join(", ", missing);
        await AttemptAsync(kinds, () => Task.FromException(failure));
        Log.Warning($"These kinds are missing, because a list that they need can't be read: {kinds}.");
    }

    /// <inheritdoc/>
    void IStaleAccessOutput.Count(int objects) => PostDone(objects);
}
