using System.Collections;
using Authentik.Book;
using Authentik.Naming;
using Authentik.Sessions;
using Authentik.Values;

namespace Authentik.Jobs;

/// <summary>The values of an object that was read, as they are sent.</summary>
internal static class CopiedValues
{
    /// <summary>The fields of a binding, without what it's bound to.</summary>
    public static IReadOnlyList<string> BindingFields { get; } =
        ["policy", "group", "user", "negate", "enabled", "order", "timeout", "failure_result"];

    /// <summary>Takes the values of fields. Ids refer to the same objects.</summary>
    public static FieldValues Take(AuthentikObject source, IEnumerable<Field> fields)
    {
        var values = new FieldValues();
        foreach (var field in fields)
        {
            values.Set(field, Convert(field, source.ValueOf(field.Name)));
        }

        return values;
    }

    /// <summary>The values that a new object can have, too: those that New accepts on this version, and that needn't be unique.</summary>
    public static FieldValues TakeForNew(
        AuthentikObject source, Resource resource, VersionGate gate, Func<Field, bool>? isTaken = null) => Take(
            source,
            resource.Fields.Where(field => field is { Parameter: not null, IsUnique: false } && field.SentBy.HasFlag(Operations.New)
                && gate.IsPossible(field.Writable) && source.ValueOf(field.Name) is not null && isTaken?.Invoke(field) != false));

    /// <summary>What a binding says, without what it's bound to.</summary>
    public static FieldValues TakeBinding(PolicyBinding binding) => Take(
        binding,
        Resources.PolicyBinding.Fields.Where(field => BindingFields.Contains(field.Name) && binding.ValueOf(field.Name) is not null));

    private static object? Convert(Field field, object? value) => value switch
    {
        null => null,
        _ when field.Type != FieldType.Reference => value,
        IEnumerable ids and not string => ids.Cast<object>().Select(id => MakeIdentity(field, id)).ToArray(),
        _ => MakeIdentity(field, value),
    };

    private static Identity MakeIdentity(Field field, object id) => Resources.Book[field.RefersTo!].MakeIdentity(id, isId: true);
}
