using Authentik.Sandboxing.Lists;
using Authentik.Sandboxing.Store;

namespace Authentik.Sandboxing.Rules;

/// <summary>Policies of all kinds: whether anything uses them.</summary>
internal sealed class PolicyRules(World world) : ResourceRules(world)
{
    public override string Path => "/policies/all/";

    public override bool? Passes(Row row, string filter, IReadOnlyList<string> values) => filter switch
    {
        "bindings__isnull" => FilterValues.IsTrue(values[^1]) != IsNamed(row, "/policies/bindings/", "policy"),
        "promptstage__isnull" => FilterValues.IsTrue(values[^1]) != IsNamed(row, "/stages/prompt/stages/", "validation_policies"),
        _ => null,
    };

    private bool IsNamed(Row policy, string path, string field) => World.Catalog.AtPath(path) is { } others
        && World.Objects.Rows(others).Any(other => other.Values[field].AsTexts().Append(other.Text(field) ?? string.Empty).Contains(policy.IdText));
}
