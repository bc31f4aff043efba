using System.Collections;
using System.Text.Json.Nodes;
using Authentik.Book;
using Authentik.Naming;
using Authentik.Sessions;
using Authentik.Values;

namespace Authentik.Parts;

/// <summary>The rules for what is added to stored values and removed from them. They are checked before any request.</summary>
internal sealed class PartRules(Call call)
{
    private readonly ValueRules rules = new(call);

    /// <summary>Refuses what can't be added or removed.</summary>
    /// <exception cref="InputException">A value can't be sent, or two parameters contradict each other.</exception>
    public void Require(FieldValues values)
    {
        foreach (var part in values.Parts)
        {
            Require(part);
            if (values.Has(part.Field.Name))
            {
                throw Refuse(
                    part,
                    $"-{part.Parameter} can't be used together with -{part.Field.Parameter}, which replaces the whole value. "
                        + "Specify one of them.");
            }
        }

        foreach (var both in values.Parts.GroupBy(part => part.Field).Where(both => both.Count() > 1))
        {
            RequireApart(both.First(part => part.IsAdded), both.First(part => !part.IsAdded));
        }
    }

    /// <summary>Refuses a value that is added and removed.</summary>
    /// <exception cref="InputException">It is.</exception>
    public static void RequireApart(
        Field field, IReadOnlyList<JsonNode> added, IReadOnlyList<JsonNode> removed, Func<JsonNode, string> name)
    {
        if (removed.FirstOrDefault(one => added.Any(other => JsonEquality.AreSame(one, other))) is { } both)
        {
            throw RefuseBoth(field, name(both));
        }
    }

    private void Require(FieldPart part)
    {
        if (part.Value is null)
        {
            throw Refuse(part, $"-{part.Parameter} can't be null. Specify a value, or omit it.");
        }

        // What is removed may be something that the server wouldn't accept.
        var target = ValueTarget.FromField(part.Field) with { Name = $"-{part.Parameter}" };
        rules.Require(part.IsAdded ? target : target with { IsList = true, Values = null, Shape = null }, part.Value);
        if (!part.Field.IsList && part.IsAdded && JsonWriting.Write(part.Value, part.Parameter) is not JsonObject)
        {
            throw Refuse(part, $"-{part.Parameter} needs keys. Specify a hashtable such as @{{ key = 'value' }}.");
        }

        if (!part.Field.IsList && !part.IsAdded && ((IEnumerable)part.Value).Cast<object?>().Any(key => key is not string { Length: > 0 }))
        {
            throw Refuse(part, $"-{part.Parameter} contains an empty key. Remove it.");
        }

        if (!call.Gate.IsPossible(part.Field.Readable))
        {
            throw Refuse(
                part,
                $"-{part.Parameter} can't be used with authentik {call.Session.ServerVersion}, which doesn't return the stored value. "
                    + $"Use -{part.Field.Parameter} with the whole value.");
        }
    }

    private static void RequireApart(FieldPart added, FieldPart removed)
    {
        if (!added.Field.IsList)
        {
            RequireApart(added, ((IEnumerable)removed.Value!).Cast<string>());
            return;
        }

        var keys = ((IEnumerable)added.Value!).Cast<object>().Select(KeyOf).ToHashSet(StringComparer.Ordinal);
        if (((IEnumerable)removed.Value!).Cast<object>().FirstOrDefault(item => keys.Contains(KeyOf(item))) is { } both)
        {
            throw RefuseBoth(added.Field, PartNames.Describe(both));
        }
    }

    private static void RequireApart(FieldPart added, IEnumerable<string> removed)
    {
        var map = (JsonObject)JsonWriting.Write(added.Value, added.Parameter)!;
        if (removed.FirstOrDefault(key => KeyPath.Find(map, key) is not null) is { } both)
        {
            throw RefuseBoth(added.Field, both);
        }
    }

    private static string KeyOf(object item) => item switch
    {
        Identity identity => $"{identity.FindId() ?? identity}",
        AnyIdentity { Object: { } known } => $"{known.Resource?.Noun} {known.FindId(known.Resource!)}",
        AnyIdentity identity => identity.Name,
        AuthentikObject nested => string.Join('\n', nested.Present.Select(part => $"{part}={nested.ValueOf(part)}")),
        _ => JsonWriting.Write(item, "item")!.ToJsonString(),
    };

    private static InputException RefuseBoth(Field field, string value) => new(
        InputProblem.InvalidValue,
        $"'{value}' is specified for -{field.AddParameter} and for -{field.RemoveParameter}. Nothing was changed. Omit it in one of them.",
        value);

    private static InputException Refuse(FieldPart part, string message) => new(InputProblem.InvalidValue, message, part.Parameter);
}
