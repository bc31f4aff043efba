using System.Text.RegularExpressions;

namespace Authentik.PowerShell.Tests.Language;

/// <summary>One rule of the language.</summary>
/// <param name="Name">What it demands.</param>
/// <param name="Kinds">The texts that it holds for.</param>
/// <param name="IsBroken">Whether a text breaks it.</param>
/// <param name="Bad">Texts that break it, which proves that it can fail.</param>
/// <param name="Good">Similar texts that don't.</param>
public sealed record Rule(string Name, TextKind Kinds, Func<Sentence, bool> IsBroken, string[] Bad, string[] Good)
{
    /// <summary>A rule that a pattern breaks.</summary>
    public static Rule Without(string name, TextKind kinds, string pattern, string[] bad, string[] good)
    {
        var regex = new Regex(pattern, RegexOptions.Compiled | RegexOptions.CultureInvariant);
        return new(name, kinds, sentence => regex.IsMatch(sentence.Text), bad, good);
    }
}
