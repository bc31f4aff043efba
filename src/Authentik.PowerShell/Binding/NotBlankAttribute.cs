using System.Management.Automation;

namespace Authentik.Commands;

/// <summary>Refuses strings that are empty or contain only spaces, which a server ignores.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class NotBlankAttribute : ValidateEnumeratedArgumentsAttribute
{
    /// <inheritdoc/>
    protected override void ValidateElement(object element)
    {
        if (string.IsNullOrWhiteSpace(element as string))
        {
            throw new ValidationMetadataException("The value is empty. To list all objects, omit the parameter.");
        }
    }
}
