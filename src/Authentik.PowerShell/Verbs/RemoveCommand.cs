using System.Management.Automation;
using Authentik.Access;
using Authentik.Book;
using Authentik.Naming;

namespace Authentik.Commands;

/// <summary>
/// Removes objects after a confirmation. With -WhatIf, and if the question is really asked, it looks up what else the server would
/// delete or change.
/// </summary>
public abstract class RemoveCommand : ThrottledCommand
{
    private static readonly IReadOnlyList<object> Nothing = [];
    private bool asks;
    private bool shows;

    /// <summary>
    /// Indicates that the command doesn't ask for confirmation, as -Confirm:$false does. It's also required to remove what your own access
    /// depends on, such as your user or token.
    /// </summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>The resource of the objects.</summary>
    protected abstract Resource Resource { get; }

    /// <summary>The objects to remove.</summary>
    protected abstract IReadOnlyList<Identity> Identities { get; }

    private protected override string Activity => $"Removing {Resource.Plural}";

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        shows = IsWhatIf;
        asks = !shows && HostQuestions.WillAsk(this, Force);
        if (asks)
        {
            HostQuestions.Require(this, "-Force or -Confirm:$false");
        }
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        ObjectCount = Identities.Count;
        RunEach(Identities, RemoveAsync);
    }

    private async Task RemoveAsync(Identity identity, CancellationToken cancellation)
    {
        var session = FindSession(identity);
        var resource = GetClient(session, Resource);
        var known = await IdentifyAsync(identity, resource.Reader, cancellation);
        var needs = await GuardAsync(
            session, Force, identity.ToString(), access => access.FindLossAsync(AccessChange.Remove(known), cancellation));
        var id = identity.IsId && known.ToString() != identity.ToString() ? $" ({identity})" : string.Empty;
        var target = $"{Resource.Title} '{known}'{id} on {session.Uri}";
        if (await ShouldRemoveAsync(known, target, needs, resource, cancellation))
        {
            await StartAsync(identity.ToString(), async () =>
            {
                await resource.Remover.RemoveAsync(known, cancellation);
                return Nothing;
            });
        }
    }

    private Task<Identity> IdentifyAsync(Identity identity, ResourceReader reader, CancellationToken cancellation)
    {
        if (Force && !shows)
        {
            return Task.FromResult(identity);
        }

        // Where somebody reads the target, it has a name, not only an id.
        return asks || shows ? reader.LoadAsync(identity, cancellation) : reader.ResolveAsync(identity, cancellation);
    }

    private async Task<bool> ShouldRemoveAsync(
        Identity identity, string target, string needs, ResourceClient resource, CancellationToken cancellation)
    {
        if (Force && !shows)
        {
            return true;
        }

        var uses = asks || shows ? await resource.Remover.DescribeConsequencesAsync(identity, cancellation) : [];
        var consequence = uses.Count == 0 ? string.Empty : $" Consequences: {string.Join("; ", uses)}.";
        consequence += needs;
        return await OnPipelineAsync(() => ShouldProcess($"Remove {target}.{consequence}", $"Remove {target}?{consequence}", "Confirm"));
    }
}
