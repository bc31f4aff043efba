using System.Management.Automation;
using System.Management.Automation.Language;

namespace Authentik.Commands;

/// <summary>Turns what was typed into the value of a parameter. It runs for null as well, which PowerShell would make an empty text.</summary>
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

    /// <summary>The value for the parameter. The input may still be in PowerShell's wrapper, which remembers how a number was written.</summary>
    /// <exception cref="ArgumentException">The input cannot be one.</exception>
    private protected abstract object? Convert(object? input);

    /// <summary>A null that stays null on its way into a text parameter.</summary>
    private protected static object NullText => NullString.Value;
}
