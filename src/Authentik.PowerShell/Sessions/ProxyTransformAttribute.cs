namespace Authentik.Commands;

/// <summary>Takes the address of a proxy. PowerShell would repeat one that it cannot read, with the password that may be in it.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ProxyTransformAttribute : TransformAttribute
{
    private protected override object? Convert(object? input) => Unwrap.Base(input) switch
    {
        null => null,
        Uri uri => uri,
        string text when Uri.TryCreate(text, UriKind.RelativeOrAbsolute, out var uri) => uri,
        _ => throw new ArgumentException("This is no address of a proxy. Give it as http://proxy.example.com:3128."),
    };
}
