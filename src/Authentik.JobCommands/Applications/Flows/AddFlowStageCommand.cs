using System.Management.Automation;
using Authentik.Jobs;

namespace Authentik.Commands;

/// <summary>Puts a stage before or after another one in a flow.</summary>
[Cmdlet(
    VerbsCommon.Add, "AuthentikFlowStage",
    SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium, DefaultParameterSetName = LastSet)]
[OutputType(typeof(AddedFlowStage))]
public sealed class AddFlowStageCommand : JobCommand
{
    private const string BeforeSet = "Before";
    private const string AfterSet = "After";
    private const string FirstSet = "First";
    private const string LastSet = "Last";

    private readonly List<StageIdentity> stages = [];

    /// <summary>Specifies the flow. Use its slug, its name, its id, or an object.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [IdentityTransform("Flow", Single = true), ArgumentCompleter(typeof(NameCompleter))]
    public FlowIdentity Flow { get; set; } = null!;

    /// <summary>Specifies the stage to put into the flow. Use its name, its id, or an object.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipeline = true)]
    [IdentityTransform("Stage", Single = true), ArgumentCompleter(typeof(NameCompleter))]
    public StageIdentity Stage { get; set; } = null!;

    /// <summary>
    /// Specifies the stage of the flow before which the stage is put. Use its name, its id, an object, or its stage binding.
    /// </summary>
    [Parameter(Mandatory = true, ParameterSetName = BeforeSet)]
    [AnyIdentityTransform("Stage", "FlowStageBinding"), ArgumentCompleter(typeof(NameCompleter))]
    [ValidateCount(1, 1)]
    public AnyIdentity[] Before { get; set; } = [];

    /// <summary>
    /// Specifies the stage of the flow after which the stage is put. Use its name, its id, an object, or its stage binding.
    /// </summary>
    [Parameter(Mandatory = true, ParameterSetName = AfterSet)]
    [AnyIdentityTransform("Stage", "FlowStageBinding"), ArgumentCompleter(typeof(NameCompleter))]
    [ValidateCount(1, 1)]
    public AnyIdentity[] After { get; set; } = [];

    /// <summary>Indicates that the stage is put before all others.</summary>
    [Parameter(Mandatory = true, ParameterSetName = FirstSet)]
    public SwitchParameter First { get; set; }

    /// <summary>Indicates that the stage is put after all others. This is the default.</summary>
    [Parameter(ParameterSetName = LastSet)]
    public SwitchParameter Last { get; set; }

    /// <summary>Indicates that a stage that is in the flow at another place is moved. The policies of its binding stay.</summary>
    [Parameter]
    public SwitchParameter Move { get; set; }

    /// <summary>
    /// True if the policies of the binding are evaluated when the flow starts, before the user is known. The default of a new binding is
    /// false.
    /// </summary>
    [Parameter]
    [FieldTransform("FlowStageBinding", "evaluate_on_plan"), ArgumentCompleter(typeof(ValueCompleter))]
    public bool? EvaluateOnPlan { get; set; }

    /// <summary>
    /// True if the policies of the binding are evaluated right before the stage, when the user is known. The default of a new binding is
    /// true.
    /// </summary>
    [Parameter]
    [FieldTransform("FlowStageBinding", "re_evaluate_policies"), ArgumentCompleter(typeof(ValueCompleter))]
    public bool? ReEvaluatePolicies { get; set; }

    /// <summary>Specifies what happens if the stage refuses the input, such as a wrong password.</summary>
    [Parameter]
    [FieldTransform("FlowStageBinding", "invalid_response_action"), ArgumentCompleter(typeof(ValueCompleter))]
    public string? InvalidResponseAction { get; set; }

    /// <summary>Indicates that the flow is changed even if nobody can sign in with it afterwards.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        // The numbers of the next one depend on this one.
        ThrottleLimit = 1;
        base.BeginProcessing();
    }

    /// <inheritdoc/>
    protected override void ProcessRecord() => stages.Add(Stage);

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        // Whether one is in its place depends on those that come after it, so none is added before all are known.
        Run(async token =>
        {
            for (var index = 0; index < stages.Count; index++)
            {
                var (stage, next) = (stages[index], stages.Skip(index + 1));
                await AttemptAsync(stage.ToString(), () => AddAsync(stage, Place with { Next = [.. next.Select(MakeAny)] }, token));
            }
        });
        base.EndProcessing();
    }

    private async Task AddAsync(StageIdentity stage, StagePlace place, CancellationToken cancellation)
    {
        var session = FindSession(Flow);
        RequireServer(session, [stage]);
        var settings = new StageSettings(EvaluateOnPlan, ReEvaluatePolicies, InvalidResponseAction);
        await RunJobAsync(
            session,
            () => new AddedFlowStage { Flow = Flow.ToString(), Stage = stage.ToString() },
            () => new FlowStageInsertion(GetJobs(session)).PlanAsync(Flow, stage, place, settings, Move, Force, cancellation),
            isForced: false,
            cancellation);
    }

    private static AnyIdentity MakeAny(StageIdentity stage) => stage.Value switch
    {
        AuthentikObject known => new AnyIdentity(known),
        Guid id => new AnyIdentity(id),
        var name => new AnyIdentity($"{name}"),
    };

    private StagePlace Place => ParameterSetName switch
    {
        BeforeSet => new StagePlace(StageSide.Before, Before[0]),
        AfterSet => new StagePlace(StageSide.After, After[0]),
        FirstSet => new StagePlace(StageSide.First, null),
        _ => new StagePlace(StageSide.Last, null),
    };
}
