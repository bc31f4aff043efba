namespace Authentik.Jobs;

/// <summary>What a row says of a verdict.</summary>
/// <param name="Why">Why, in a sentence.</param>
/// <param name="Binding">The binding that decides; null if none does alone.</param>
/// <param name="Via">The groups up to the one that is bound; null if no group is why.</param>
internal sealed record VerdictText(string Why, string? Binding, string? Via);

/// <summary>
/// The texts of an application's rows, each written once: a hundred thousand users have access for a few reasons, and whoever keeps the
/// rows keeps these texts.
/// </summary>
internal sealed class SharedTexts(AccessRules rules)
{
    private readonly Dictionary<Key, VerdictText> texts = [];

    /// <summary>The texts for what the bindings say about somebody.</summary>
    public VerdictText Find(AccessVerdict verdict, AccessPerson person)
    {
        var key = new Key(verdict.Reason, verdict.Binding?.Id, verdict.Entry, verdict.IsLetIn, person.IsActive, person.IsMember);
        if (!texts.TryGetValue(key, out var text))
        {
            texts[key] = text = new VerdictText(
                person.IsActive ? AccessText.Explain(rules, verdict, person) : AccessText.ExplainInactive(verdict),
                verdict.Binding?.Label,
                AccessText.Via(rules, verdict));
        }

        return text;
    }

    private readonly record struct Key(
        AccessReason Reason, Guid? Binding, Guid? Entry, bool? IsLetIn, bool IsActive, bool IsMember);
}
