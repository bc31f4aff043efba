using System.Management.Automation;
using Authentik.Jobs;

namespace Authentik.Commands;

/// <summary>Gives tokens new keys.</summary>
[Cmdlet(
    VerbsData.Update,
    "AuthentikTokenKey",
    SupportsShouldProcess = true,
    ConfirmImpact = ConfirmImpact.High,
    DefaultParameterSetName = AllSet)]
[OutputType(typeof(RotatedTokenKey))]
public sealed class UpdateTokenKeyCommand : RotationCommand<RotatedTokenKey>
{
    /// <summary>Specifies the tokens. Use identifiers, ids, or objects.</summary>
    [Parameter(ParameterSetName = IdentitySet, Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [IdentityTransform("Token"), ArgumentCompleter(typeof(NameCompleter))]
    public TokenIdentity[] Identity { get; set; } = [];

    /// <summary>
    /// Specifies that only keys get a new value that are at least this old according to the event log: a number of days, or a duration such
    /// as '12 weeks'. Without tokens, all API tokens and app passwords are considered, except those that authentik manages for outposts.
    /// </summary>
    [Parameter(ParameterSetName = IdentitySet)]
    [Parameter(ParameterSetName = AllSet, Mandatory = true)]
    [SpanTransform, ArgumentCompleter(typeof(DurationCompleter))]
    public Duration? OlderThan { get; set; }

    private protected override TimeSpan? Age => OlderThan?.TimeSpan;

    /// <inheritdoc/>
    protected override void ProcessRecord() => Rotate(Identity);

    private protected override ISecretRotation<RotatedTokenKey> CreateRotation(JobClient client) => new TokenKeyRotation(client, Age);

    private protected override RotatedTokenKey CreateFailed(string name) =>
        new() { Identifier = name, Username = null, Description = null, Intent = null };
}
