using System.Globalization;
using Authentik.Book;
using Authentik.Http;
using Authentik.Naming;
using Authentik.Values;

namespace Authentik;

/// <summary>
/// The rules for the parameters of an action, beside those for each value: which go together, and what must not be missing.
/// </summary>
internal sealed class ActionRules(ApiClient api, ApiAction action)
{
    private readonly ValueRules rules = new(api.Call);

    /// <summary>Refuses what can't be sent, without a request.</summary>
    /// <exception cref="InputException">The server's version doesn't have the action, a value can't be sent, or one is missing.</exception>
    public void Require(FieldValues values)
    {
        api.Call.Gate.Require(action.Command, action.Versions, action.Otherwise);
        foreach (var (field, value) in values.All)
        {
            RequireValue(field, value);
            foreach (var created in NewObject.List(value))
            {
                created.Require(api);
            }
        }

        RequireAll(values, field => field is { OnlyForKinds: null, OneOf: null });
        RequireOneWay(values, field => field.Via);
        foreach (var group in action.Fields.Where(field => field.OneOf is not null).GroupBy(field => field.OneOf))
        {
            RequireOneWay(values, field => field.OneOf == group.Key ? field.Name : null);
        }
    }

    /// <summary>Refuses parameters that the operation for this kind of object doesn't have, where they would have no effect.</summary>
    /// <exception cref="InputException">A parameter isn't for this kind, or one that the kind requires is missing.</exception>
    public void RequireFieldsOf(Identity target, FieldValues values)
    {
        var kinds = ListKinds(target);
        foreach (var (field, _) in values.All.Where(value => !HasField(kinds, value.Key)))
        {
            var others = field.OnlyForKinds!.Select(noun => Articles.AddTo(api.Session.Book[noun].Title));
            throw new InputException(
                InputProblem.InvalidValue,
                $"-{field.Parameter} isn't valid for the {target.Resource.Title} '{target}'. It is for {string.Join(" or ", others)}. "
                + "Omit it for other objects.",
                field.Parameter);
        }

        RequireAll(values, field => field.OnlyForKinds is not null && HasField(kinds, field));
    }

    private void RequireValue(Field field, object? value)
    {
        var target = ValueTarget.FromField(field);

        // People name a type by its noun, and the request by its model.
        if (field is { TypesOf: not null, Values: { } models } && value is string model)
        {
            var type = api.Session.Book.TryFindModel(model, out var known) ? known.Noun : model;
            rules.Require(target with { Values = api.Session.Book.NameByNouns(models) }, type);
        }
        else
        {
            rules.Require(target, value);
        }
    }

    private static string?[] ListKinds(Identity target) => [target.Resource.Noun, target.Resource.Family];

    private static bool HasField(string?[] kinds, Field field) => field.OnlyForKinds is not { } only || only.Any(kinds.Contains);

    // Parameters that exclude each other, of which one must be specified: it says what to call, or which kind of object is meant.
    private void RequireOneWay(FieldValues values, Func<Field, string?> findWay)
    {
        var ways = action.Fields.Where(field => findWay(field) is not null).ToList();
        var given = ways.Where(field => values.Has(field.Name)).DistinctBy(findWay).ToList();
        if (ways.Count > 0 && given.Count != 1)
        {
            var choices = string.Join(" or ", ways.Select(field => $"-{field.Parameter}"));
            throw new InputException(
                InputProblem.MissingValue,
                given.Count == 0 ? $"No value was specified. Specify {choices}." : $"Specify only one of {choices}.");
        }
    }

    private void RequireAll(FieldValues values, Func<Field, bool> isMeant)
    {
        var missing = action.Fields
            .Where(field => isMeant(field) && !field.Required.IsNone && api.Call.Gate.IsCertain(field.Required) && !values.Has(field.Name))
            .Select(field => $"-{field.Parameter}")
            .ToArray();
        if (missing.Length > 0 && !api.Session.SkipVersionCheck)
        {
            throw new InputException(
                InputProblem.MissingValue,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"authentik {api.Session.ServerVersion} requires {string.Join(" and ", missing)}. Specify each of them."));
        }
    }
}
