using System.Management.Automation;

namespace Authentik.Commands;

/// <summary>Takes the path of a file, or a script block that returns one for each record.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class PathTransformAttribute : TransformAttribute
{
    private protected override object? CreateStandIn() => ScriptBlockValue.CreateText();

    private protected override object? Convert(object? input) => Unwrap.Base(input) is FileSystemInfo file ? file.FullName : input;

    // PowerShell converts and checks what was typed, but not this.
    private protected override object? ConvertOutput(object? output) => Unwrap.Base(Convert(output)) is string { Length: > 0 } path
        ? path
        : throw new ArgumentException("The path is empty or isn't a string. Specify the path of a file.");
}

/// <summary>Takes keys of free-form JSON, or a script block that returns them for each record.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class KeysTransformAttribute : TransformAttribute
{
    private protected override object? CreateStandIn() => Array.CreateInstance(typeof(string), 0);

    private protected override object? Convert(object? input) => input;

    // PowerShell converts what was typed, but not this.
    private protected override object? ConvertOutput(object? output) =>
        output is null ? null : Unwrap.Items(output).Select(ToKey).ToArray();

    private static string ToKey(object? item) => item is null
        ? throw new ArgumentException("A key is null. Specify keys as strings.")
        : LanguagePrimitives.ConvertTo<string>(Unwrap.AsTyped(item));
}
