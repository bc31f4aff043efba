using System.Management.Automation;
using Authentik.Jobs;

namespace Authentik.Commands;

/// <summary>Copies a flow with its stage bindings and what is bound to them under a new name.</summary>
[Cmdlet(VerbsCommon.Copy, "AuthentikFlow", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(CopiedFlow))]
public sealed class CopyFlowCommand : JobCommand
{
    /// <summary>Specifies the flow to copy. Use its slug, its name, its id, or an object.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [IdentityTransform("Flow", Single = true), ArgumentCompleter(typeof(NameCompleter))]
    public FlowIdentity Identity { get; set; } = null!;

    /// <summary>Specifies the name of the copy, for administrators.</summary>
    [Parameter(Mandatory = true, Position = 1), Alias("NewName")]
    [NotBlank]
    public string Name { get; set; } = string.Empty;

    /// <summary>Specifies the slug of the copy, which is part of its URL. By default, it's made of the name.</summary>
    [Parameter]
    [NotBlank]
    public string? Slug { get; set; }

    /// <summary>Specifies the title that users see. The default is the title of the source.</summary>
    [Parameter]
    [NotBlank]
    public string? Title { get; set; }

    /// <summary>
    /// Indicates that the copy gets stages of its own. Their names begin with the slug of the copy. Without it, both flows share the
    /// stages, and a change of a stage is a change of both.
    /// </summary>
    [Parameter]
    public SwitchParameter CopyStage { get; set; }

    /// <summary>
    /// Indicates that the copy gets policies of its own. Their names begin with the slug of the copy. Without it, both flows share the
    /// policies.
    /// </summary>
    [Parameter]
    public SwitchParameter CopyPolicy { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => Run(token => AttemptAsync(Identity.ToString(), async () =>
    {
        var session = FindSession(Identity);
        var copying = new FlowCopying(GetJobs(session));
        var request = new FlowCopyRequest(Name, Slug ?? copying.MakeSlug(Name), Title, CopyStage, CopyPolicy);
        await RunJobAsync(
            session,
            () => new CopiedFlow { Name = Name, Slug = request.Slug, Source = Identity.ToString() },
            () => copying.PlanAsync(Identity, request, token),
            isForced: false,
            token);
    }));
}
