using Authentik.Book;
using Authentik.Masking;
using Authentik.Sessions;

namespace Authentik.Values;

/// <summary>
/// The rules for what is written as a whole, beside those for each value: which verb sends a field, and what must not be missing.
/// </summary>
/// <param name="call">The call.</param>
/// <param name="resource">The resource of what is written.</param>
/// <param name="owner">The parameter of an action whose keys the fields are; null if they are parameters themselves.</param>
internal sealed class WriteRules(Call call, Resource resource, Field? owner = null)
{
    private readonly ValueRules rules = new(call);

    /// <summary>Refuses what can't be sent, without a request.</summary>
    /// <exception cref="InputException">A value can't be sent, or one is missing.</exception>
    public void Require(FieldValues values, bool isNew)
    {
        call.Gate.Require(resource, isNew ? Operations.New : Operations.Set);
        foreach (var (field, value) in values.All)
        {
            RequireVerb(field, isNew);
            rules.Require(ValueTarget.FromField(field) with { Name = Describe(field) }, value);

            // Columns of an object are compared with the stored one first. Those that weren't edited aren't sent.
            if (isNew || !values.IsOfObject || !values.IsColumn(field.Name))
            {
                MaskedValues.Refuse(field, value, Describe(field));
            }
        }

        if (isNew)
        {
            RequireAll(values, field => field.OnlyForKinds is null);
        }
    }

    /// <summary>Refuses fields that the kind doesn't have.</summary>
    /// <exception cref="InputException">The kind doesn't have a field.</exception>
    public void RequireFieldsOf(Kind kind, FieldValues values)
    {
        foreach (var (field, _) in values.All.Where(value => value.Key.OnlyForKinds?.Contains(kind.Name) == false))
        {
            throw new InputException(
                InputProblem.InvalidValue,
                $"-{field.Parameter} isn't valid for {Articles.AddTo(resource.Title)} of the kind {kind.Name}. "
                + $"It is for the kind {string.Join(" or ", field.OnlyForKinds!)}. Omit it, or specify another kind.",
                field.Parameter);
        }
    }

    /// <summary>Refuses a new object without the fields that its kind needs.</summary>
    /// <exception cref="InputException">A field is missing.</exception>
    public void RequireAllOf(Kind kind, FieldValues values) =>
        RequireAll(values, field => field.OnlyForKinds?.Contains(kind.Name) == true);

    // A row may have a column of a field that this verb doesn't send.
    private void RequireVerb(Field field, bool isNew)
    {
        if (!field.SentBy.HasFlag(isNew ? Operations.New : Operations.Set))
        {
            throw new InputException(
                InputProblem.InvalidValue,
                $"{Describe(field)} isn't valid for {(isNew ? "a new" : "an existing")} {resource.Title}. "
                + (isNew ? $"Set it afterwards with Set-Authentik{resource.Noun}." : $"Omit it. Only New-Authentik{resource.Noun} has it."),
                field.Parameter);
        }
    }

    private void RequireAll(FieldValues values, Func<Field, bool> isMeant)
    {
        var missing = resource.Fields
            .Where(field => isMeant(field) && !field.Required.IsNone && call.Gate.IsCertain(field.Required) && !values.Has(field.Name))
            .Where(field => field.NextOf is null || owner is not null)
            .Where(field => (field.From ?? field.SlugOf) is not { } source || values.Has(source))
            .Where(field => owner?.Creates?.Without.Contains(field.Name) != true)
            .Select(field => owner is null ? $"-{field.Parameter}" : field.Parameter)
            .ToArray();
        if (missing.Length > 0 && !call.Session.SkipVersionCheck)
        {
            throw new InputException(
                InputProblem.MissingValue,
                $"authentik {call.Session.ServerVersion} requires {string.Join(" and ", missing)} for a new {resource.Title}. "
                + (owner is null
                    ? "Specify each as a parameter, or as a column of the row."
                    : $"Specify each as a key of -{owner.Parameter}."));
        }
    }

    private string Describe(Field field) => owner is null ? $"-{field.Parameter}" : $"{field.Parameter} of -{owner.Parameter}";
}
