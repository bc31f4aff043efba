using Authentik.Sandboxing.Http;
using Authentik.Sandboxing.Reading;
using Authentik.Sandboxing.State;
using Authentik.Sandboxing.Store;

namespace Authentik.Sandboxing.Rules;

/// <summary>Policies of all kinds: how often something uses them, and filters for it.</summary>
internal sealed class AnyPolicyRules(ServerState state) : ResourceRules(state)
{
    private const string Bindings = "/policies/bindings/";
    private const string Policy = "policy";
    private const string PromptStages = "/stages/prompt/stages/";
    private const string Validation = "validation_policies";

    public override string Path => "/policies/all/";

    public override bool? Passes(Row row, string filter, IReadOnlyList<string> values) => filter switch
    {
        "bindings__isnull" => FilterValues.IsTrue(values[^1]) != CountUsers(row, Bindings, Policy) > 0,
        "promptstage__isnull" => FilterValues.IsTrue(values[^1]) != CountUsers(row, PromptStages, Validation) > 0,
        _ => null,
    };

    public override bool TryCompute(Row row, string field, View view, out JsonNode? value)
    {
        var isAsked = field == "bound_to";
        value = isAsked ? CountUsers(row, Bindings, Policy) + CountUsers(row, PromptStages, Validation) : null;
        return isAsked;
    }

    private int CountUsers(Row policy, string path, string field) => State.Catalog.FindByPath(path) is { } others
        ? State.Objects.FindAll(others).Count(other => Names(other, field, policy.IdString))
        : 0;

    private static bool Names(Row row, string field, string id) =>
        row.GetString(field) == id || row.Values[field].AsStrings().Contains(id);
}

/// <summary>
/// Expression policies: the server compiles the code. The sandbox has no Python; it rejects only a bracket that is never closed.
/// </summary>
internal sealed class ExpressionPolicyRules(ServerState state) : ResourceRules(state)
{
    private const string Expression = "expression";
    private const string Opening = "([{";
    private const string Closing = ")]}";

    public override string Path => "/policies/expression/";

    public override ApiResponse? Check(Change change, FieldErrors errors)
    {
        if (change.Values[Expression]?.ToString() is { } code && FindUnclosed(code) is { } open)
        {
            // The server puts the code into a function, which starts with a line of its own.
            errors.Add(Expression, $"Expression Syntax Error: '{open.Bracket}' was never closed (temp-policy, line {open.Line + 1})");
        }

        return null;
    }

    private static (char Bracket, int Line)? FindUnclosed(string code)
    {
        var (open, line) = (new Stack<(char Bracket, int Line)>(), 1);
        foreach (var letter in SkipStringsAndComments(code))
        {
            line += letter == '\n' ? 1 : 0;
            if (Opening.Contains(letter, StringComparison.Ordinal))
            {
                open.Push((letter, line));
            }
            else if (Closing.Contains(letter, StringComparison.Ordinal) && open.Count > 0)
            {
                open.Pop();
            }
        }

        return open.Count > 0 ? open.Peek() : null;
    }

    // Brackets in strings and comments don't count.
    private static IEnumerable<char> SkipStringsAndComments(string code)
    {
        var quote = '\0';
        var isComment = false;
        foreach (var letter in code)
        {
            isComment = (isComment || (quote == '\0' && letter == '#')) && letter != '\n';
            if (isComment)
            {
                continue;
            }

            var isQuote = letter is '"' or '\'';
            if (quote == '\0' && !isQuote)
            {
                yield return letter;
            }

            quote = !isQuote ? quote : quote == letter ? '\0' : quote == '\0' ? letter : quote;
        }
    }
}

/// <summary>Policy bindings: every request needs exactly one subject, and on newer servers the target.</summary>
internal sealed class PolicyBindingRules(ServerState state) : ResourceRules(state)
{
    private const string Target = "target";

    private static readonly string[] Subjects = ["policy", "group", "user"];

    public override string Path => "/policies/bindings/";

    // Seen from 2025.10 on, not on 2024.10.
    public override ApiResponse? CheckEarly(Change change) =>
        change.IsPartial && !change.Sends(Target) && State.IsFrom(2025, 10) ? Responses.EmptyNotAllowed() : null;

    public override ApiResponse? Check(Change change, FieldErrors errors)
    {
        var sent = Subjects.Count(subject => change.Values[subject] is not null);
        var names = State.IsFrom(2025, 10) ? "'group', 'policy', 'user'" : "'policy', 'group' or 'user'";
        if (sent != 1)
        {
            errors.Add(FieldErrors.General, sent == 0 ? $"One of {names} must be set." : $"Only one of {names} can be set.");
        }

        return null;
    }

    public override string Describe(Row row)
    {
        var subject = Array.Find(Subjects, name => row.Values[name] is not null) ?? Subjects[0];
        var target = row.Resource.TryFindField(Target, out var field)
            ? Targets.Find(State, field.TargetNouns, row.Values[Target]?.ToString() ?? string.Empty)
            : null;
        var from = target is null ? "-" : $"from {State.Describe(target, target.Resource)}";
        var kind = $"{char.ToUpperInvariant(subject[0])}{subject[1..]}";
        return $"Binding {from} #{row.Values["order"]} to {kind} {FindSubjectName(row, subject)}";
    }

    public override bool? Passes(Row row, string filter, IReadOnlyList<string> values) =>
        filter is Target or "target_in" && row.Resource.TryFindField(Target, out var field)
            ? Targets.Find(State, field.TargetNouns, row.Values[Target]?.ToString() ?? string.Empty) is { } target
                && values.SelectMany(text => text.Split(',')).Contains(Targets.GetId(target))
            : null;

    private string? FindSubjectName(Row row, string subject) =>
        row.Resource.TryFindField(subject, out var field) && State.Catalog.FindTarget(field) is { } resource
        && State.Objects.Find(resource, row.Values[subject]?.ToString() ?? string.Empty) is { } found
            ? found.GetString(subject == "user" ? "username" : "name")
            : null;
}
