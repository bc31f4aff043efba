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
            return Unwrap.Base(inputData) is ScriptBlock block && CreateStandIn() is { } standIn
                ? ScriptBlockValue.Remember(standIn, block, ConvertOutput)
                : Convert(inputData);
        }
        catch (Exception error) when (IsRefusal(error))
        {
            throw new ArgumentTransformationMetadataException(VisibleText.Show(error.Message), FindCause(error));
        }
    }

    /// <summary>True for an exception that says that a value can't be converted.</summary>
    internal static bool IsRefusal(Exception error) =>
        error is ArgumentException or InputException or FormatException or PSInvalidCastException;

    /// <summary>The exception that PowerShell gets as the cause when a value can't be converted.</summary>
    private protected virtual Exception FindCause(Exception error) => error;

    /// <summary>
    /// Creates a value of the parameter's type that stands for a script block, if the command runs script blocks for each record; null
    /// if a script block is a value like others.
    /// </summary>
    private protected virtual object? CreateStandIn() => null;

    /// <summary>Converts what a script block returned.</summary>
    /// <exception cref="ArgumentException">The value can't be converted.</exception>
    private protected virtual object? ConvertOutput(object? output) => Convert(output);

    /// <summary>Converts a value. It may still be in PowerShell's wrapper, which remembers how a number was typed.</summary>
    /// <exception cref="ArgumentException">The value can't be converted.</exception>
    private protected abstract object? Convert(object? input);
}

/// <summary>Converts the value of a parameter that the book describes. Completers learn from it what the parameter takes.</summary>
public abstract class BookTransformAttribute : TransformAttribute
{
    /// <summary>The resources whose objects the parameter takes; none if it takes plain values.</summary>
    internal abstract IEnumerable<Resource> Targets { get; }

    /// <summary>The values that the parameter takes; null if any value is valid.</summary>
    internal virtual EnumSet? Values => null;

    /// <summary>Which of these objects fit best; null if all do.</summary>
    internal virtual Fit? Fits => null;

    /// <summary>The resources with these nouns.</summary>
    private protected static IEnumerable<Resource> Find(IEnumerable<string> nouns) => nouns.Select(noun => Resources.Book[noun]);

    // PowerShell makes a plain null an empty string on its way to a parameter of that type.
    private protected static object? ConvertField(Field field, object? input) => FieldConverter.Convert(field, input)
        ?? (field is { IsList: false, IsSecret: false, Type: FieldType.Text or FieldType.Enum } ? NullString.Value : null);
}

/// <summary>Converts the value of a parameter of a resource.</summary>
/// <param name="noun">Noun of the resource.</param>
public abstract class ResourceTransformAttribute(string noun) : BookTransformAttribute
{
    private Resource? resource;

    /// <summary>Noun of the resource.</summary>
    public string Noun { get; } = noun;

    /// <summary>The resource.</summary>
    internal Resource Resource => resource ??= Resources.Book[Noun];
}
