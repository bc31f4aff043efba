using Authentik.Book;
using Authentik.Values;

namespace Authentik.Commands;

/// <summary>
/// Converts a hashtable for a new object that an action creates, as the New command of its resource converts its parameters. A key that
/// the resource doesn't have is an error: a mistyped one would be missing from what is created.
/// </summary>
/// <param name="parameter">The parameter of the action.</param>
/// <param name="resource">The resource of the object.</param>
internal sealed class NewObjectConverter(Field parameter, Resource resource)
{
    /// <summary>Takes hashtables, custom objects and JSON strings; what they contain is converted when all parameters are known.</summary>
    /// <exception cref="ArgumentException">The value has no keys.</exception>
    public static object RequireKeys(string name, object value) => value switch
    {
        string text when JsonConverter.Convert(name, text) is System.Collections.IDictionary parsed => parsed,
        _ when Unwrap.IsRow(value) => value,
        _ => throw new ArgumentException($"{name} can't be converted from {value.GetType().Name}. Specify a hashtable."),
    };

    /// <summary>Converts the value of the parameter: one object, or an array of them.</summary>
    /// <exception cref="InputException">A key or a value isn't valid.</exception>
    public object? Convert(object? value) => value switch
    {
        null => null,
        object?[] items when parameter.IsList => items.Select(item => (object?)ConvertOne(item!)).ToArray(),
        _ => ConvertOne(value),
    };

    private NewObject ConvertOne(object source)
    {
        var values = new FieldValues();
        _ = Row.TryRead(Unwrap.Base(source), out var row);
        foreach (var (key, cell) in row!.Columns)
        {
            var field = FindField(key);
            if (values.Has(field.Name))
            {
                throw Refuse($"'{key}' is another name of {field.Parameter}, which was specified, too. Specify one of them.", key);
            }

            values.Set(field, ConvertCell(field, cell));
        }

        return new NewObject(parameter, resource, values);
    }

    private Field FindField(string key)
    {
        var field = resource.FindInput(key);
        if (field is null)
        {
            throw Refuse(
                $"{Articles.AddCapitalTo(resource.Title)} has no field '{key}' that can be specified. "
                    + NearestName.Ask(key, ListKeys())
                    + $"The keys are the parameters of New-Authentik{resource.Noun}.",
                key);
        }

        return !parameter.Creates!.Without.Contains(field.Name)
            ? field
            : throw Refuse($"'{key}' can't be specified, because the command itself sets it. Omit it.", key);
    }

    private IEnumerable<string> ListKeys() => resource.Fields
        .Where(field => field.SentBy.HasFlag(Operations.New) && !parameter.Creates!.Without.Contains(field.Name))
        .Select(field => field.Parameter)
        .OfType<string>();

    private object? ConvertCell(Field field, object? cell)
    {
        try
        {
            return FieldConverter.Convert(field, cell);
        }
        catch (Exception error) when (error is ArgumentException or FormatException)
        {
            throw Refuse(error.Message, field.IsSecret ? field.Name : cell);
        }
    }

    private InputException Refuse(string problem, object? target) =>
        new(InputProblem.InvalidValue, $"-{parameter.Parameter}: {problem}", target);
}
