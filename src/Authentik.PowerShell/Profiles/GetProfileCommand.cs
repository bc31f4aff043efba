using System.Management.Automation;
using Authentik.Profiles;

namespace Authentik.Commands;

/// <summary>Lists the saved profiles.</summary>
[Cmdlet(VerbsCommon.Get, "AuthentikProfile")]
[OutputType(typeof(Profile))]
public sealed class GetProfileCommand : AuthentikCommand
{
    /// <summary>Names of profiles; wildcards are allowed.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ProfileCompleter))]
    public string[] Name { get; set; } = ["*"];

    /// <inheritdoc/>
    protected override void ProcessRecord() => Run(async _ =>
    {
        var store = new ProfileStore();
        foreach (var name in Name.SelectMany(pattern => Matching(store, pattern)))
        {
            await AttemptAsync(name, () => WriteAsync([store.Read(name).Profile]));
        }
    });

    // A name without wildcards is asked for even when it is not there, so that this is told.
    private static IEnumerable<string> Matching(ProfileStore store, string pattern)
    {
        var wildcard = WildcardPattern.Get(pattern, WildcardOptions.IgnoreCase);
        return WildcardPattern.ContainsWildcardCharacters(pattern) ? store.Names.Where(wildcard.IsMatch) : [pattern];
    }
}
