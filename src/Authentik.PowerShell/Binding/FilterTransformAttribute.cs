namespace Authentik.Commands;

/// <summary>Converts the value of a parameter that stands for a filter of a list. A filter without a value would list everything, so it is refused.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class FilterTransformAttribute(string noun, string filter) : TransformAttribute
{
    /// <summary>Noun of the resource.</summary>
    public string Noun { get; } = noun;

    /// <summary>Name of the query parameter.</summary>
    public string Filter { get; } = filter;

    private protected override object? Convert(object? input)
    {
        var known = Resources.Book[Noun].Filters.First(one => one.Name == Filter);
        var value = FieldConverter.Convert(known, input);
        return value is null or "" or object?[] { Length: 0 }
            ? throw new ArgumentException($"-{known.Parameter} was given without a value, and would list everything. Leave it out if that is meant.")
            : value;
    }
}
