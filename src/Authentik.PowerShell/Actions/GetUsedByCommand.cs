using System.Management.Automation;
using Authentik.Book;
using Authentik.Naming;

namespace Authentik.Commands;

/// <summary>Gets what uses objects, and what happens to it if they are removed.</summary>
[Cmdlet(VerbsCommon.Get, "AuthentikUsedBy")]
[OutputType(typeof(UsedBy))]
public sealed class GetUsedByCommand : SessionCommand
{
    /// <summary>
    /// Specifies objects of any kind, as the Get commands return them, or with -Kind their names or ids. The request for an object goes to
    /// the server that it was read from.
    /// </summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    public PSObject[] InputObject { get; set; } = [];

    /// <summary>
    /// Indicates that names aren't looked up. Objects without a name, such as bindings, then have the server's description with a UUID.
    /// By default, the command looks up each of them once, or lists them.
    /// </summary>
    [Parameter]
    public SwitchParameter NoExpand { get; set; }

    /// <summary>
    /// Specifies the kind of the objects that are named, as the noun of their commands without Authentik, such as Flow or User.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(KindCompleter))]
    public string? Kind { get; set; }

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
        var all = await resource.Remover.FindUsersAsync(identity, cancellation);
        var uses = all.DistinctBy(use => (use.App, use.Model, use.Pk, use.Action)).ToList();
        if (!NoExpand)
        {
            await resource.Remover.NameAsync(uses, identity, cancellation);
        }

        await WriteAsync(uses);
    }

    // An object from a file or another process is known by its former class.
    private Identity Identify(PSObject given) => given?.BaseObject switch
    {
        AuthentikObject { Resource: { IsSingle: false } resource } own when Kind is null => resource.MakeIdentity(own),
        not null when Kind is null && Row.FindFormerClass(given) is { } former && Resources.Book.TryFind(former, out var resource) =>
            IdentityConverter.Convert(resource, given),
        not null when Kind is not null => IdentityConverter.Convert(FindKind(Kind), given),
        string name => throw new InputException(
            InputProblem.MissingValue,
            $"'{name}' is a string, which doesn't say what kind of object it names. Specify the kind, such as -Kind Flow, or pipe the "
                + "object.",
            name),
        var other => throw new InputException(
            InputProblem.InvalidValue,
            $"{other?.GetType().Name ?? "Null"} isn't an authentik object. Pipe objects that a Get-Authentik command returns, or specify "
                + "-Kind and names.",
            other),
    };

    private static Resource FindKind(string noun)
    {
        var kinds = Resources.Book.ListUsable().ToList();
        return kinds.Find(kind => kind.Noun.Equals(noun, StringComparison.OrdinalIgnoreCase)) ?? throw new InputException(
            InputProblem.InvalidValue,
            $"'{noun}' isn't valid for -Kind. {NearestName.Ask(noun, kinds.Select(kind => kind.Noun))}"
                + "Use the noun of the object's commands without Authentik, such as Flow for Get-AuthentikFlow.",
            noun);
    }
}
