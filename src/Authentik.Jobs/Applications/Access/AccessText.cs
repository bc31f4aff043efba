namespace Authentik.Jobs;

/// <summary>Says in a sentence why somebody has access, or hasn't.</summary>
internal static class AccessText
{
    private const int MostNamed = 4;

    /// <summary>Why the bindings decide as they do.</summary>
    public static string Explain(AccessRules rules, AccessVerdict verdict, AccessPerson person) => verdict switch
    {
        { Reason: AccessReason.Open } => rules.Bindings.Count == 0
            ? "Open to everybody: nothing is bound."
            : "Open to everybody: all bindings are disabled.",
        { Reason: AccessReason.Closed } =>
            $"No enabled binding, and the flag {DefaultAccess.Flag} is off, so nobody has access.",
        { Reason: AccessReason.Policy } =>
            $"Depends {verdict.Binding!.Doubt}, which only the server can evaluate. To ask it, use -Verify.",
        { Reason: AccessReason.NotBound } => $"No binding lets them in: {List(rules)}.",
        { Reason: AccessReason.NotAll } =>
            $"All bindings are required, and one doesn't let them in: {verdict.Binding!.Label}.",
        _ => Count(rules) + ExplainPass(rules, verdict, person),
    };

    /// <summary>The same for somebody who is inactive.</summary>
    public static string ExplainInactive(AccessVerdict verdict) =>
        "The user is inactive and can't sign in." + (verdict.IsLetIn == true ? " The bindings would let them in." : string.Empty);

    /// <summary>The groups from somebody's own to the one that is bound; null if no group is why.</summary>
    public static string? Via(AccessRules rules, AccessVerdict verdict) =>
        verdict.Entry is { } entry && verdict.Binding is { IsNegated: false } binding
            ? rules.Groups.Find((Guid)binding.Subject.Id).Describe(entry)
            : null;

    private static string ExplainPass(AccessRules rules, AccessVerdict verdict, AccessPerson person) => verdict.Reason switch
    {
        AccessReason.User => "The user is bound.",
        AccessReason.Group => $"Member of the group '{verdict.Binding!.Subject.Name}', which is bound.",
        AccessReason.InheritedGroup => person.IsMember
            ? $"The group is in '{verdict.Binding!.Subject.Name}', which is bound: {Via(rules, verdict)}."
            : $"Member of '{verdict.Binding!.Subject.Name}', which is bound, through child groups: {Via(rules, verdict)}.",
        _ => $"The binding of the {verdict.Binding!.Subject} is negated, so it lets in everybody else.",
    };

    private static string Count(AccessRules rules) => rules switch
    {
        { RequiresAll: false } => string.Empty,
        { IsLax: true } => "In this version of authentik, one binding of a user or a group is enough, although all are required. ",
        _ when rules.Enabled.Count() == 1 => string.Empty,
        _ => $"All {rules.Enabled.Count()} required bindings let them in. ",
    };

    private static string List(AccessRules rules)
    {
        var labels = rules.Enabled.Select(binding => binding.Label).ToList();
        var more = labels.Count > MostNamed ? $", and {labels.Count - MostNamed} more" : string.Empty;
        return string.Join(", ", labels.Take(MostNamed)) + more;
    }
}
