using Authentik.Book;

namespace Authentik.Commands;

/// <summary>
/// Converts the value of a parameter for a filter of a list. A filter without a value is refused, because the list would be complete.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class FilterTransformAttribute(string noun, params string[] filters) : ResourceTransformAttribute(noun)
{
    private Filter? known;

    /// <summary>Names of the query parameter. If servers have several, their values are of one type.</summary>
    public IReadOnlyList<string> Filters { get; } = filters;

    internal override IEnumerable<Resource> Targets => Find(Known.ReferencedNouns);

    internal override EnumSet? Values => Known.Values;

    // Objects that fit the field are those that the filter finds something with.
    internal override Fit? Fits => Resource.TryFindField(Known.Name, out var compared) ? compared.Fits : null;

    private Filter Known => known ??= Resource.GetFilter(Filters[0]);

    private protected override object? Convert(object? input)
    {
        var value = FieldConverter.Convert(Known, input);
        RefuseFuture(input, value);
        return value is null or "" or object?[] { Length: 0 }
            ? throw new ArgumentException($"-{Known.Parameter} has no value. To list all objects, omit -{Known.Parameter}.")
            : value;
    }

    // Nobody has signed in yet before a time that is to come, so that 90d instead of -90d would list everybody who ever did.
    private void RefuseFuture(object? input, object? value)
    {
        if (Known.Type == FieldType.Date
            && value is DateTimeOffset date
            && DateConverter.IsFromNow(Unwrap.AsTyped(input!))
            && date > DateTimeOffset.Now
            && !Known.Name.StartsWith("expir", StringComparison.Ordinal))
        {
            throw new ArgumentException(
                $"'{input}' counts from now, and -{Known.Parameter} is about the past. Specify a negative one, such as '-{input}'.");
        }
    }
}
