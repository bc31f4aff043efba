using System.Collections;
using System.Management.Automation;
using System.Security;

namespace Authentik.Commands;

/// <summary>Finds the secrets that a configuration only names.</summary>
/// <param name="given">A hashtable or a script block; null for none.</param>
/// <param name="findInVault">Finds what that doesn't have; null to take environment variables if nothing is given.</param>
internal sealed class ConfigurationSecrets(object? given, Func<string, SecureString?>? findInVault)
{
    private const string Prefix = "AUTHENTIK_SECRET_";

    /// <summary>The secret of that name; null if nobody knows it. It runs on the pipeline thread, because a script block may.</summary>
    /// <exception cref="InputException">
    /// What was given isn't a hashtable or script block, or returned something else than a secret.
    /// </exception>
    public SecureString? Find(string name) => FindGiven(name) ?? findInVault?.Invoke(name);

    /// <summary>The environment variable of a secret.</summary>
    public static string NameVariable(string name) =>
        Prefix + string.Concat(name.Select(letter => char.IsAsciiLetterOrDigit(letter) ? char.ToUpperInvariant(letter) : '_'));

    private SecureString? FindGiven(string name) => given switch
    {
        null when findInVault is not null => null,
        null => Environment.GetEnvironmentVariable(NameVariable(name)) is { Length: > 0 } text ? SecretText.Protect(text) : null,
        PSObject { BaseObject: var inner and not PSCustomObject } => new ConfigurationSecrets(inner, findInVault).FindGiven(name),
        IDictionary map => map.Contains(name) ? Read(name, map[name]) : null,
        ScriptBlock block => Run(name, block),
        _ => throw new InputException(InputProblem.InvalidValue, "-Secret takes a hashtable or a script block.", name),
    };

    private static SecureString? Run(string name, ScriptBlock block)
    {
        var results = block.InvokeWithContext(null, [new PSVariable("_", name)], name);
        return results.Count switch
        {
            0 => null,
            1 => Read(name, results[0]),
            _ => throw new InputException(
                InputProblem.InvalidValue, $"The script block of -Secret returned {results.Count} values for '{name}'. Return one.", name),
        };
    }

    private static SecureString? Read(string name, object? value) => value switch
    {
        null => null,
        PSObject { BaseObject: var inner and not PSCustomObject } => Read(name, inner),
        SecureString secret => secret,
        string text => SecretText.Protect(text),
        PSCredential credential => credential.Password,
        _ => throw new InputException(
            InputProblem.InvalidValue,
            $"-Secret has {Articles.AddTo(value.GetType().Name)} for '{name}'. Use a SecureString or a string.",
            name),
    };
}
