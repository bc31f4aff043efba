using Authentik.Book;
using Authentik.Generator.Names;

namespace Authentik.Generator.Book.Checking;

/// <summary>An action has a name of its own, an example, and a request that can be made of what is specified.</summary>
internal static class ActionCheck
{
    /// <summary>Checks all actions.</summary>
    public static void Check(BookEntry book, Refusals refusals)
    {
        foreach (var same in book.CommandNames.GroupBy(name => name, StringComparer.OrdinalIgnoreCase).Where(same => same.Count() > 1))
        {
            var place = book.Actions.Last(action => action.CommandName.Equals(same.Key, StringComparison.OrdinalIgnoreCase)).Place;
            refusals.Add(RefusalCode.NameTwice, place, $"There are two commands {same.Key}. Give the action another noun.");
        }

        foreach (var action in book.Actions)
        {
            MarkCheck.Check(action.Fields, refusals, "no-hyphens");
            ActionMarkCheck.Check(action, refusals);
            CheckParameters(action, refusals);
            CheckRequests(action, refusals);
            CheckAccess(action, refusals);
            CheckField(action, refusals);
            CheckWords(action, refusals);
            CheckBackground(action, refusals);
        }
    }

    private static void CheckParameters(ActionEntry action, Refusals refusals)
    {
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var field in action.Fields)
        {
            if (ReservedNames.FindOwnerOfActionParameter(field.Parameter) is { } owner)
            {
                refusals.Add(RefusalCode.ParameterTaken, field.Place, $"-{field.Parameter} is a parameter of {owner}; name it with 'as'.");
            }
            else if (!seen.Add(field.Parameter))
            {
                refusals.Add(RefusalCode.NameTwice, field.Place, $"{action.Key} has -{field.Parameter} twice; name one with 'as'.");
            }
        }
    }

    // Only an action that asks has -Force.
    private static void CheckAccess(ActionEntry action, Refusals refusals)
    {
        if (action.OwnAccess && !(action.Asks && action.Targets.Count == 1))
        {
            refusals.Add(
                RefusalCode.Contradiction,
                action.Place,
                $"{action.Key}: own-access is for actions of objects of one kind that ask for confirmation. Write 'asks: true', or "
                    + "remove it.");
        }
    }

    // The braces of a path stand for the object's key and for the fields with the mark 'path'.
    private static void CheckRequests(ActionEntry action, Refusals refusals)
    {
        foreach (var operation in action.Calls.SelectMany(call => call.Operations))
        {
            var braces = operation.Path.Split('/').Count(part => part.StartsWith('{'));
            var given = (action.HasObject ? 1 : 0) + CountPathParts(action);
            if (braces != given)
            {
                refusals.Add(
                    RefusalCode.Contradiction,
                    action.Place,
                    $"{operation.Path} has {braces} ids, but {action.Key} specifies {given}. "
                    + "Name a resource under 'calls:', or mark fields with 'path'.");
            }

            if (action.Task is null && operation.Method is not ("GET" or "HEAD"))
            {
                refusals.Add(
                    RefusalCode.Missing,
                    action.Place,
                    $"{action.Key} sends {operation.Method}, so it needs 'task:', the words of its question.");
            }
        }
    }

    // Of fields that exclude each other, one is specified.
    private static int CountPathParts(ActionEntry action) => action.Fields
        .Where(field => field.Marks.Path)
        .DistinctBy(field => field.Marks.OneOf ?? field.Name)
        .Sum(field => field.Marks.With is null ? 1 : 2);

    private static void CheckField(ActionEntry action, Refusals refusals)
    {
        if (action.Becomes is { } name && (action.Targets.Count == 0 || action.Targets.Any(target => target.Field(name) is null)))
        {
            refusals.Add(
                RefusalCode.UnknownField,
                action.Place,
                $"'becomes:' of {action.Key} is '{name}', which isn't a field of its object. Check the spelling.");
        }
    }

    private static void CheckWords(ActionEntry action, Refusals refusals)
    {
        if (action.Examples.Count == 0 || !action.Examples.All(example => ExampleCheck.Uses(example, action.CommandName)))
        {
            refusals.Add(RefusalCode.NoExample, action.Place, $"{action.Key} has no 'example:' that uses {action.CommandName}.");
        }

        if (action.Asks && action.Task is null)
        {
            refusals.Add(RefusalCode.Contradiction, action.Place, $"{action.Key} has 'asks:' but no 'task:' to ask about.");
        }

        if (action.Success is { } success && action.Returns?.Type.Shape?.Fields.Any(field => field.Name == success) != true)
        {
            refusals.Add(
                RefusalCode.UnknownField,
                action.Place,
                $"'succeeds-with:' of {action.Key} is '{success}', which isn't a field of what it returns. Check the spelling.");
        }

        if (action.Returns is { IsSecret: true, Field: null })
        {
            refusals.Add(RefusalCode.WrongForm, action.Place, $"'returns: secret' of {action.Key} needs the field with the secret.");
        }
    }

    private static void CheckBackground(ActionEntry action, Refusals refusals)
    {
        if (action.Background == BackgroundKind.None)
        {
            return;
        }

        if (action.Asks || action.Task is null)
        {
            refusals.Add(
                RefusalCode.Contradiction,
                action.Place,
                $"{action.Key} has 'background:', which needs 'task:' and goes without 'asks:'.");
        }

        if (action.Background == BackgroundKind.Export ? action.Returns is null : !action.HasObject)
        {
            refusals.Add(
                RefusalCode.Contradiction,
                action.Place,
                $"{action.Key} has 'background:', which needs an object that the work belongs to, or an export that is returned.");
        }
    }
}
