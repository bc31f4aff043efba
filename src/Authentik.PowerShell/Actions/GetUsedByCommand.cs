using System.Management.Automation;
using Authentik.Naming;

namespace Authentik.Commands;

/// <summary>Gets what uses objects, and what happens to it if they are removed.</summary>
[Cmdlet(VerbsCommon.Get, "AuthentikUsedBy")]
[OutputType(typeof(UsedBy))]
public sealed class GetUsedByCommand : SessionCommand
{
    /// <summary>
    /// Specifies objects of any kind, as the Get commands return them. The request goes to the server that they were read from.
    /// </summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    public PSObject[] InputObject { get; set; } = [];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        ObjectCount = InputObject.Length;
        Run(async token =>
        {
            foreach (var given in InputObject)
            {
                if (await AttemptAsync(given, () => WriteUsesAsync(Identify(given), token)))
                {
                    PostDone();
                }
            }
        });
    }

    private async Task WriteUsesAsync(Identity identity, CancellationToken cancellation)
    {
        var resource = GetClient(FindSession(identity), identity.Resource);
        var uses = await resource.Remover.FindUsersAsync(identity, cancellation);
        await WriteAsync(uses.DistinctBy(use => (use.App, use.Model, use.Pk, use.Action)));
    }

    // An object from a file or another process is known by its former class.
    private static Identity Identify(PSObject given) => given?.BaseObject switch
    {
        AuthentikObject { Resource: { IsSingle: false } resource } own => resource.MakeIdentity(own),
        not null when Row.FindFormerClass(given) is { } former && Resources.Book.TryFind(former, out var resource) =>
            IdentityConverter.Convert(resource, given),
        var other => throw new InputException(
            InputProblem.InvalidValue,
            $"{other?.GetType().Name ?? "Null"} isn't an authentik object. Pipe objects that a Get-Authentik command returns.",
            other),
    };
}
