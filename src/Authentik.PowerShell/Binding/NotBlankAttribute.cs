using System.Management.Automation;

namespace Authentik.Commands;

/// <summary>Refuses texts of blanks alone, which a server takes for nothing.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class NotBlankAttribute : ValidateEnumeratedArgumentsAttribute
{
    /// <inheritdoc/>
    protected override void ValidateElement(object element)
    {
        if (string.IsNullOrWhiteSpace(element as string))
        {
            throw new ValidationMetadataException("The text is empty, and would list everything. Leave the parameter out if that is meant.");
        }
    }
}
