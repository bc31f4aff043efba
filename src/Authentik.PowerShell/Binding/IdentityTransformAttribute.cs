namespace Authentik.Commands;

/// <summary>Converts names, ids, objects and rows for a parameter that names objects of a resource.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class IdentityTransformAttribute(string noun) : TransformAttribute
{
    /// <summary>Noun of the resource.</summary>
    public string Noun { get; } = noun;

    private protected override object? Convert(object? input)
    {
        var resource = Resources.Book[Noun];
        return input is System.Collections.IEnumerable and not (string or System.Collections.IDictionary)
            ? Unwrap.Items(input).Select(item => IdentityConverter.Convert(resource, item)).ToArray()
            : IdentityConverter.Convert(resource, input);
    }
}
