using Authentik.Book;

namespace Authentik.Commands;

/// <summary>Converts names, ids, objects and rows for a parameter that names objects of a resource.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class IdentityTransformAttribute(string noun) : TransformAttribute
{
    /// <summary>Noun of the resource.</summary>
    public string Noun { get; } = noun;

    /// <summary>True when the parameter takes one object and no list.</summary>
    public bool Single { get; set; }

    private protected override object? Convert(object? input)
    {
        var resource = Resources.Book[Noun];
        if (input is null || Unwrap.Base(input) is not System.Collections.IEnumerable or string or System.Collections.IDictionary)
        {
            return Identify(resource, input);
        }

        var identities = Unwrap.Items(input).Select(item => Identify(resource, item)).ToArray();
        return (Single, identities.Length) switch
        {
            (true, 1) => identities[0],
            (true, _) => throw new ArgumentException($"One {resource.Title} is expected here, and {identities.Length} were given. Pipe several to the command, one after the other."),
            _ => identities,
        };
    }

    // What is wrong with a row is said by the command: PowerShell would put the row into its error record, with every secret in it.
    private static Identity Identify(Resource resource, object? given)
    {
        try
        {
            return IdentityConverter.Convert(resource, given);
        }
        catch (ArgumentException problem) when (Unwrap.IsRow(Unwrap.Base(given)))
        {
            return NamelessRows.StandIn(resource, problem.Message);
        }
    }
}
