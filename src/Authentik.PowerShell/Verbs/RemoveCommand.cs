using System.Management.Automation;
using Authentik.Book;

namespace Authentik.Commands;

/// <summary>
/// Removes objects, after asking. What else the server would delete or change with them is looked up when somebody reads it:
/// under -WhatIf, or when the question is really asked.
/// </summary>
public abstract class RemoveCommand : ThrottledCommand
{
    private bool asks;
    private bool shows;

    /// <summary>
    /// Indicates that the command doesn't ask for confirmation, as -Confirm:$false does. It's also required to remove the session's own
    /// user.
    /// </summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>The resource it removes.</summary>
    protected abstract Resource Resource { get; }

    /// <summary>The objects to remove.</summary>
    protected abstract IReadOnlyList<Identity> Identities { get; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        shows = IsWhatIf;
        asks = !shows && HostQuestions.WillAsk(this, Force);
        if (asks)
        {
            HostQuestions.Require(this, "This command asks before it removes");
        }
    }

    /// <inheritdoc/>
    protected override void ProcessRecord() => Run(async token =>
    {
        foreach (var identity in Identities)
        {
            await AttemptAsync(identity.ToString(), () => RemoveAsync(identity, token));
        }
    });

    private async Task RemoveAsync(Identity identity, CancellationToken cancellation)
    {
        var session = SessionFor(identity);
        var resource = ResourceFor(session, Resource);
        var known = identity;
        if (!Force || shows)
        {
            // Where somebody reads it, they read its name and not a number.
            known = await (asks || shows ? resource.Reader.LoadAsync(identity, cancellation) : resource.Reader.ResolveAsync(identity, cancellation));
        }

        if (!Force)
        {
            OwnUser.Refuse(known, session);
        }

        var number = identity.IsId && known.ToString() != identity.ToString() ? $" ({identity})" : string.Empty;
        var target = $"{Resource.Title} '{known}'{number} on {session.Uri}";
        if (await ShouldRemoveAsync(known, target, resource, cancellation))
        {
            await SendAsync(identity.ToString(), async () =>
            {
                await resource.Remover.RemoveAsync(known, cancellation);
                return null;
            });
        }
    }

    private async Task<bool> ShouldRemoveAsync(Identity identity, string target, ResourceClient resource, CancellationToken cancellation)
    {
        if (Force && !shows)
        {
            return true;
        }

        var uses = asks || shows ? await resource.Remover.DescribeConsequencesAsync(identity, cancellation) : [];
        var consequence = uses.Count == 0 ? string.Empty : $" With it: {string.Join("; ", uses)}.";
        return await OnPipelineAsync(() => ShouldProcess(
            $"Remove {target}.{consequence}", $"Remove {target}?{consequence}", "Confirm"));
    }
}
