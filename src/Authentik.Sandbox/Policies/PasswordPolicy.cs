using System.Text;
using Authentik.Sandboxing.Expressions;
using Authentik.Sandboxing.Http;
using Authentik.Sandboxing.State;
using Authentik.Sandboxing.Store;

namespace Authentik.Sandboxing.Policies;

/// <summary>Checks a password of the context by the rules of a password policy.</summary>
internal sealed class PasswordPolicy(ServerState state, JsonObject context)
{
    private const string Prompts = "prompt_data";

    public Verdict Run(Row policy)
    {
        var field = policy.GetString("password_field") ?? string.Empty;
        var password = FindPassword(field);
        if (!PythonText.IsTrue(password))
        {
            return RejectMissing(field);
        }

        var text = PythonText.Convert(password);
        if (policy.Values["check_static_rules"].AsBoolean() != false && !FollowsRules(policy, text))
        {
            return new Verdict(false, policy.GetString("error_message") ?? string.Empty);
        }

        return policy.Values["check_have_i_been_pwned"].AsBoolean() == true || policy.Values["check_zxcvbn"].AsBoolean() == true
            ? throw new NotModelledException("password policies that ask Have I Been Pwned or zxcvbn")
            : new Verdict(true);
    }

    // What was typed into a flow counts first.
    private JsonNode? FindPassword(string field)
    {
        if (!context.TryGetPropertyValue(Prompts, out var prompts))
        {
            return context[field];
        }

        return prompts is not JsonObject typed ? throw new ServerCrashException()
            : typed.ContainsKey(field) ? typed[field] : context[field];
    }

    private Verdict RejectMissing(string field)
    {
        var names = string.Join(", ", context.Select(pair => $"'{pair.Key}'"));
        var attributes = new JsonObject { ["field"] = field, ["fields"] = $"dict_keys([{names}])" };
        const string Text = "Password field not set in Policy Request";
        return new Verdict(false, "Password not set in context")
        {
            Logs = [ServerLog.Create(state, "warning", "authentik.policies.password.models", Text, attributes)],
        };
    }

    private static bool FollowsRules(Row policy, string password)
    {
        var symbols = policy.GetString("symbol_charset") ?? string.Empty;
        return password.EnumerateRunes().Count() >= Read(policy, "length_min")
            && password.Count(char.IsAsciiDigit) >= Read(policy, "amount_digits")
            && password.Count(char.IsAsciiLetterLower) >= Read(policy, "amount_lowercase")
            && password.Count(char.IsAsciiLetterUpper) >= Read(policy, "amount_uppercase")
            && symbols.EnumerateRunes().Sum(symbol => Count(password, symbol)) >= Read(policy, "amount_symbols");
    }

    private static int Count(string text, Rune symbol) => text.EnumerateRunes().Count(one => one == symbol);

    private static decimal Read(Row policy, string field) => policy.Values[field].AsNumber() ?? 0;
}
