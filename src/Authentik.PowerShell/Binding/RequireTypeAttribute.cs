namespace Authentik.Commands;

/// <summary>
/// Takes objects of one class only. PowerShell would try to convert others, and repeat the value in its error if it can't; a value in
/// the wrong place may be a secret.
/// </summary>
/// <param name="type">The class.</param>
/// <param name="wanted">What to specify, such as "a hashtable".</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class RequireTypeAttribute(Type type, string wanted) : TransformAttribute
{
    /// <summary>The class.</summary>
    public Type Type { get; } = type;

    /// <summary>What to specify.</summary>
    public string Wanted { get; } = wanted;

    private protected override object? Convert(object? input) => Unwrap.Base(input) switch
    {
        null => null,
        var value when Type.IsInstanceOfType(value) => value,
        var other => throw new ArgumentException($"{other.GetType().Name} isn't a valid type here. Specify {Wanted}."),
    };
}
