using System.Collections;
using System.Management.Automation;
using Authentik.Book;

namespace Authentik.Commands;

/// <summary>Converts names, ids, objects and rows for a parameter that identifies objects of a resource.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class IdentityTransformAttribute(string noun) : ResourceTransformAttribute(noun)
{
    /// <summary>True if the parameter takes one object, not a list.</summary>
    public bool Single { get; set; }

    /// <summary>Noun of objects that the command takes by another parameter, also from the pipeline.</summary>
    public string? OtherNoun { get; set; }

    /// <summary>True if objects of other kinds narrow the list that the command can return.</summary>
    public bool Lists { get; set; }

    internal override IEnumerable<Resource> Targets => [Resource];

    private protected override object? Convert(object? input)
    {
        if (input is null || Unwrap.Base(input) is not IEnumerable or string or IDictionary)
        {
            return Identify(input);
        }

        var identities = Unwrap.Items(input).Select(Identify).ToArray();
        return (Single, identities.Length) switch
        {
            (true, 1) => identities[0],
            (true, 0) => throw new ArgumentException(
                $"No {Resource.Title} was specified: the list is empty. Specify the {Resource.Title} by {Identity.ListWays(Resource)}."),
            (true, _) => throw new ArgumentException(
                $"{identities.Length} objects were specified for a parameter that takes one {Resource.Title}. Pipe them to the command."),
            _ => identities,
        };
    }

    // The command refuses an invalid row: PowerShell's error record would contain the row, with every secret in it.
    private Identity Identify(object? given)
    {
        try
        {
            return IdentityConverter.Convert(Resource, given);
        }
        catch (ArgumentException problem) when (IsOther(given))
        {
            // Only after this exception does PowerShell try an object from the pipeline with the next parameter.
            throw new PSInvalidCastException(problem.Message, problem);
        }
        catch (ArgumentException problem) when (Lists && Unwrap.Base(given) is Identity or AuthentikObject)
        {
            throw new ArgumentException($"{problem.Message} {RelatedObjects.Describe(Resource)}", problem);
        }
        catch (ArgumentException problem) when (Unwrap.IsRow(Unwrap.Base(given)))
        {
            return NamelessRows.CreateStandIn(Resource, problem.Message);
        }
    }

    private bool IsOther(object? given) => OtherNoun is not null && RelatedObjects.FindResource(given)?.Noun == OtherNoun;
}

/// <summary>Converts names, ids and objects for a parameter that identifies objects of one of several resources.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class AnyIdentityTransformAttribute(params string[] nouns) : BookTransformAttribute
{
    /// <summary>Nouns of the resources.</summary>
    public IReadOnlyList<string> Nouns { get; } = nouns;

    internal override IEnumerable<Resource> Targets => Find(Nouns);

    private protected override object? Convert(object? input) =>
        Unwrap.Items(input ?? throw new ArgumentException("No object was specified. Specify it by its name."))
            .Select(item => AnyIdentityConverter.Convert(
                Nouns, Unwrap.AsTyped(item ?? throw new ArgumentException("The list contains null. Remove it."))))
            .ToArray();
}
