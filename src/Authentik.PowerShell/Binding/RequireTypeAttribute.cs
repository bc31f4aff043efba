using System.Management.Automation;

namespace Authentik.Commands;

/// <summary>
/// Takes an object of one class and no other. PowerShell, which tries to convert what it gets, repeats it where that fails; what
/// stands in the wrong place may be a secret.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class GivenAsAttribute(Type type, string wanted) : TransformAttribute
{
    /// <summary>The class.</summary>
    public Type Type { get; } = type;

    /// <summary>What it is, in words.</summary>
    public string Wanted { get; } = wanted;

    private protected override object? Convert(object? input) => Unwrap.Base(input) switch
    {
        null => null,
        var value when Type.IsInstanceOfType(value) => value,
        var other => throw new ArgumentException($"Give {Wanted}; this is of the type {other.GetType().Name}."),
    };
}
