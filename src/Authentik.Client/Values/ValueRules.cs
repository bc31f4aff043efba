using System.Collections;
using Authentik.Book;
using Authentik.Sessions;

namespace Authentik.Values;

/// <summary>
/// The rules for every value that is sent, in a body or in a query: the server's version takes the parameter and the value, null is
/// sent only where there is one, and an object comes from this server. They are checked before any request.
/// </summary>
internal sealed class ValueRules(Call call)
{
    private readonly VersionGate gate = call.Gate;

    /// <summary>Refuses a value that can't be sent.</summary>
    /// <exception cref="InputException">It can't.</exception>
    public void Require(ValueTarget target, object? value)
    {
        gate.Require(target.Name, target.Versions, target.Otherwise);
        if (value is null)
        {
            RequireNullable(target);
            return;
        }

        foreach (var item in target.IsList ? ((IEnumerable)value).Cast<object?>() : [value])
        {
            RequireItem(target, item);
        }
    }

    private static void RequireNullable(ValueTarget target)
    {
        if (target.NullAdvice is { } advice)
        {
            throw new InputException(InputProblem.InvalidValue, $"{target.Name} can't be null. {advice}", target.Name);
        }
    }

    private void RequireItem(ValueTarget target, object? item)
    {
        switch (item)
        {
            case null:
                throw new InputException(InputProblem.InvalidValue, $"The list for {target.Name} contains null. Remove it.", target.Name);
            case string text when target.Values is { } values:
                RequireChoice(values, text, target.Name);
                break;
            case string text:
                TextFlaw.Require(text, $"The value of {target.Name}", target.Name);
                break;
            case Duration duration when gate.IsCertain(target.AsMinutes):
                RequireMinutes(duration, target.Name);
                break;
            case AuthentikObject nested when target.Shape is { } shape:
                RequireParts(shape, nested, target.Name);
                break;
            case Identity identity:
                RequireOrigin(identity.Object, target.Name);
                break;
            case AnyIdentity identity:
                RequireOrigin(identity.Object, target.Name);
                break;
        }
    }

    private void RequireMinutes(Duration duration, string name)
    {
        if (duration.TimeSpan.Ticks % TimeSpan.TicksPerMinute != 0 || Math.Abs(duration.TimeSpan.TotalMinutes) > int.MaxValue)
        {
            throw new InputException(
                InputProblem.InvalidValue,
                $"authentik {call.Session.ServerVersion} has {name} in whole minutes, and {duration} isn't a number of minutes. "
                    + "Specify whole minutes.",
                duration);
        }
    }

    private void RequireChoice(EnumSet values, string text, string name)
    {
        if (values.Find(text) is { } known)
        {
            gate.Require($"{name} {text}", known.Versions, known.Instead is null ? null : $"Use {known.Instead}.");
            return;
        }

        if (gate.IsKnownVersion)
        {
            var choices = values.Values.Where(value => gate.IsPossible(value.Versions)).Select(value => value.Text).ToList();
            throw new InputException(
                InputProblem.InvalidValue,
                $"'{text}' isn't valid for {name}. {NearestName.Ask(text, choices)}Values are case-sensitive. "
                    + $"Use one of: {string.Join(", ", choices)}.",
                text);
        }
    }

    private void RequireParts(Shape shape, AuthentikObject nested, string name)
    {
        RequireAddress(shape, nested, name);
        foreach (var part in shape.Fields)
        {
            var value = nested.ValueOf(part.Name);
            if (value is null && !part.Required.IsNone && gate.IsCertain(part.Required))
            {
                throw new InputException(
                    InputProblem.MissingValue, $"{name} requires a value for {part.Name}. Specify it as a key of a hashtable.", nested);
            }

            // Servers without this part behave as with its default.
            if (value is string text && part.Values is { } values && text != part.Default)
            {
                gate.Require($"{name} with {part.Name} {text}", part.Writable);
                RequireChoice(values, text, $"{name} {part.Name}");
            }
        }
    }

    // authentik accepts any string as an address, and an invalid one only fails when a user signs in.
    private static void RequireAddress(Shape shape, AuthentikObject nested, string name)
    {
        if (shape.Address is not { } rule
            || nested.ValueOf(rule.Field) is not string address
            || nested.ValueOf(rule.UnlessField) as string == rule.UnlessValue)
        {
            return;
        }

        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.IsFile)
        {
            throw new InputException(
                InputProblem.InvalidValue,
                $"'{address}' isn't a valid address, so {name} would never match. Specify a whole one, such as "
                + $"https://app.example.com/callback, or @{{ {rule.Field} = '...'; {rule.UnlessField} = '{rule.UnlessValue}' }}.",
                address);
        }
    }

    // On another server, the object's id can belong to another object.
    private void RequireOrigin(AuthentikObject? whole, string name)
    {
        if (whole?.Session is { } origin && origin.Uri != call.Session.Uri)
        {
            throw new InputException(
                InputProblem.NoSession,
                $"{name} was read from {origin.Uri}, but this command uses {call.Session.Uri}. "
                + "Specify it by its name on that server.",
                name);
        }
    }
}
