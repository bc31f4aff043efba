using Authentik.Sandboxing.Http;
using Authentik.Sandboxing.Writes;

namespace Authentik.Sandboxing.Rules;

/// <summary>Policy bindings: one subject, and it must be in every request, as must the target on newer servers.</summary>
internal sealed class PolicyBindingRules(World world) : ResourceRules(world)
{
    private const string Target = "target";

    private static readonly string[] Subjects = ["policy", "group", "user"];

    public override string Path => "/policies/bindings/";

    // Seen from 2025.10 on; 2024.10 does without.
    public override Answer? RefuseEarly(Change change) =>
        change.IsPartial && !change.Sends(Target) && World.IsFrom(2025, 10) ? Answers.EmptyNotAllowed() : null;

    public override Answer? Refuse(Change change, FieldErrors errors)
    {
        var sent = Subjects.Count(subject => change.Values[subject] is not null);
        var names = World.IsFrom(2025, 10) ? "'group', 'policy', 'user'" : "'policy', 'group' or 'user'";
        if (sent != 1)
        {
            errors.Add(FieldErrors.General, sent == 0 ? $"One of {names} must be set." : $"Only one of {names} can be set.");
        }

        return null;
    }
}
