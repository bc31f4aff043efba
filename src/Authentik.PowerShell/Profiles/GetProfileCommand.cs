using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using Authentik.Profiles;

namespace Authentik.Commands;

/// <summary>Gets saved profiles.</summary>
[Cmdlet(VerbsCommon.Get, "AuthentikProfile")]
[OutputType(typeof(Profile))]
public sealed class GetProfileCommand : AuthentikCommand
{
    /// <summary>Specifies the names of the profiles. Wildcards are permitted. The default is all profiles.</summary>
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

    // A name without wildcards is read even if it doesn't exist, so that an error says so.
    private static IEnumerable<string> Matching(ProfileStore store, string pattern)
    {
        var wildcard = WildcardPattern.Get(pattern, WildcardOptions.IgnoreCase);
        return WildcardPattern.ContainsWildcardCharacters(pattern) ? store.Names.Where(wildcard.IsMatch) : [pattern];
    }
}

/// <summary>Completes the names of the saved profiles.</summary>
public sealed class ProfileCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        CompletionResults.Create(
            CompletedWord.Read(wordToComplete, parameterName, commandAst, fakeBoundParameters),
            new ProfileStore().Names.Select(name => new Choice(name, name)));
}
