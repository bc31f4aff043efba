using System.Management.Automation;
using Authentik.Jobs;

namespace Authentik.Commands;

/// <summary>Gives OAuth2 and RADIUS providers new secrets.</summary>
[Cmdlet(
    VerbsData.Update,
    "AuthentikClientSecret",
    SupportsShouldProcess = true,
    ConfirmImpact = ConfirmImpact.High,
    DefaultParameterSetName = AllSet)]
[OutputType(typeof(RotatedClientSecret))]
public sealed class UpdateClientSecretCommand : RotationCommand<RotatedClientSecret>
{
    /// <summary>Specifies the providers, OAuth2 or RADIUS. Use names, ids, or objects.</summary>
    [Parameter(ParameterSetName = IdentitySet, Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [IdentityTransform("Provider"), ArgumentCompleter(typeof(NameCompleter))]
    public ProviderIdentity[] Identity { get; set; } = [];

    /// <summary>
    /// Specifies that only secrets get a new value that are at least this old according to the event log: a number of days, or a duration
    /// such as '12 weeks'. Without providers, all OAuth2 providers are considered whose applications keep a secret.
    /// </summary>
    [Parameter(ParameterSetName = IdentitySet)]
    [Parameter(ParameterSetName = AllSet, Mandatory = true)]
    [SpanTransform, ArgumentCompleter(typeof(DurationCompleter))]
    public Duration? OlderThan { get; set; }

    private protected override TimeSpan? Age => OlderThan?.TimeSpan;

    /// <inheritdoc/>
    protected override void ProcessRecord() => Rotate(Identity);

    private protected override ISecretRotation<RotatedClientSecret> CreateRotation(JobClient client) =>
        new ClientSecretRotation(client, Age);

    private protected override RotatedClientSecret CreateFailed(string name) =>
        new() { Provider = name, ClientId = null, Applications = [], Outposts = [] };
}
