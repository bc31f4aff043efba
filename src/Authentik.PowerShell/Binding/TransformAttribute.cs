using System.Management.Automation;
using System.Management.Automation.Language;
using Authentik.Book;

namespace Authentik.Commands;

/// <summary>Converts what was typed to the value of a parameter, including null, which PowerShell would make an empty string.</summary>
public abstract class TransformAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override bool TransformNullOptionalParameters => true;

    /// <inheritdoc/>
    public sealed override object? Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        try
        {
            return Convert(inputData);
        }
        catch (Exception error) when (error is ArgumentException or InputException or FormatException)
        {
            throw new ArgumentTransformationMetadataException(error.Message, error);
        }
    }

    /// <summary>Converts a value. It may still be in PowerShell's wrapper, which remembers how a number was typed.</summary>
    /// <exception cref="ArgumentException">The value can't be converted.</exception>
    private protected abstract object? Convert(object? input);
}

/// <summary>Converts the value of a parameter of a resource. Completers learn from it what the parameter takes.</summary>
/// <param name="noun">Noun of the resource.</param>
public abstract class ResourceTransformAttribute(string noun) : TransformAttribute
{
    private Resource? resource;

    /// <summary>Noun of the resource.</summary>
    public string Noun { get; } = noun;

    /// <summary>The resource.</summary>
    internal Resource Resource => resource ??= Resources.Book[Noun];

    /// <summary>The resources whose objects the parameter takes; none if it takes plain values.</summary>
    internal abstract IEnumerable<Resource> Targets { get; }

    /// <summary>The values that the parameter takes; null if any value is valid.</summary>
    internal virtual EnumSet? Values => null;

    /// <summary>The resources with these nouns.</summary>
    private protected static IEnumerable<Resource> Find(IEnumerable<string> nouns) => nouns.Select(noun => Resources.Book[noun]);
}
