using System.Collections.Concurrent;
using System.Management.Automation;
using Authentik.Jobs;
using Authentik.Naming;
using Authentik.Sessions;

namespace Authentik.Commands;

/// <summary>What all commands that give objects new secrets have.</summary>
public abstract class RotationCommand : JobCommand
{
    /// <summary>
    /// Indicates that the new secret is returned as a string instead of a SecureString. It's then visible on the screen, in transcripts and
    /// in variables.
    /// </summary>
    [Parameter]
    public SwitchParameter AsPlainText { get; set; }

    /// <summary>
    /// Indicates that the command doesn't ask for confirmation, as -Confirm:$false does. What the session signs in with is rotated too; the
    /// session goes on with the new secret.
    /// </summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        HostQuestions.RequireUnlessForced(this, Force);
        base.BeginProcessing();
    }
}

/// <summary>Gives objects new secrets: those that are specified, or all whose secret is old enough.</summary>
public abstract class RotationCommand<T> : RotationCommand
    where T : RotatedSecret
{
    private protected const string IdentitySet = "Identity";
    private protected const string AllSet = "All";

    private readonly ConcurrentDictionary<Session, ISecretRotation<T>> rotations = [];

    /// <summary>How old a secret must be; null for any.</summary>
    private protected abstract TimeSpan? Age { get; }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        // An empty pipeline doesn't mean all.
        if (ParameterSetName == AllSet && !MyInvocation.ExpectingInput)
        {
            Run(token => AttemptAsync(MyInvocation.MyCommand.Name, () => RotateAllAsync(token)));
        }

        base.EndProcessing();
    }

    /// <summary>Gives these objects new secrets.</summary>
    private protected void Rotate(IReadOnlyList<Identity> identities)
    {
        ObjectCount = identities.Count;
        RunEach(identities, (identity, token) =>
        {
            NamelessRows.Refuse(identity);
            return RotateAsync(FindSession(identity), identity, token);
        });
    }

    // A table would cut what is to be copied.
    private protected override Task WriteDoneAsync(IReadOnlyList<object> rows) =>
        base.WriteDoneAsync(AsPlainText ? PlainText.Mark(rows) : rows);

    /// <summary>The rotation on a server.</summary>
    private protected abstract ISecretRotation<T> CreateRotation(JobClient client);

    /// <summary>The row of an object that couldn't be planned.</summary>
    private protected abstract T CreateFailed(string name);

    private ISecretRotation<T> FindRotation(Session session) =>
        rotations.GetOrAdd(session, one => CreateRotation(GetJobs(one)));

    private async Task RotateAllAsync(CancellationToken cancellation)
    {
        var session = FindSession((AuthentikObject?)null);
        var rotation = FindRotation(session);
        await rotation.PrepareAsync(cancellation);
        await foreach (var one in rotation.ListAsync(cancellation))
        {
            await RotateAsync(session, one.Resource!.MakeIdentity(one), cancellation);
        }
    }

    private Task RotateAsync(Session session, Identity identity, CancellationToken cancellation) => RunJobAsync(
        session,
        () => CreateFailed(identity.ToString()),
        () => FindRotation(session).PlanAsync(identity, new RotationOptions(Force, IsWhatIf, AsPlainText), cancellation),
        Force,
        cancellation);
}
