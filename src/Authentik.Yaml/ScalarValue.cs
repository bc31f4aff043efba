using System.Globalization;
using System.Numerics;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Authentik.Configuration.Files;

/// <summary>The value of a scalar by the core schema of YAML 1.2. Everything in quotes is a string.</summary>
internal static partial class ScalarValue
{
    private const string CoreTags = "tag:yaml.org,2002:";
    private const string TextTag = CoreTags + "str";

    /// <summary>Reads the value.</summary>
    /// <exception cref="DocumentFormatException">JSON has no such number, or the tag doesn't fit the value.</exception>
    public static JsonNode? Read(Scalar scalar)
    {
        var kind = FindKind(scalar);
        if (!scalar.Tag.IsEmpty && scalar.Tag.Value != CoreTags + kind)
        {
            throw CreateError(scalar, $"'{scalar.Value}' doesn't fit the tag. Remove the tag.");
        }

        return kind switch
        {
            "null" => null,
            "bool" => JsonValue.Create(scalar.Value[0] is 't' or 'T'),
            "int" => JsonNode.Parse(WriteInteger(scalar.Value)),
            "float" => ReadFraction(scalar),
            _ => JsonValue.Create(scalar.Value),
        };
    }

    /// <summary>True if the scalar isn't a string.</summary>
    public static bool IsOtherType(Scalar scalar) => FindKind(scalar) != "str";

    /// <summary>True if a node has no tag, or that of a type which JSON has, too.</summary>
    public static bool IsCoreTag(NodeEvent node) => node.Tag.IsEmpty || (node.Tag.IsNonSpecific && node is not Scalar)
        || node.Tag.Value is CoreTags + "map" or CoreTags + "seq" or TextTag or CoreTags + "null" or CoreTags + "bool"
            or CoreTags + "int" or CoreTags + "float";

    private static string FindKind(Scalar scalar) => scalar switch
    {
        { Style: not ScalarStyle.Plain } => "str",
        { Tag: { IsEmpty: false, Value: TextTag } } => "str",
        { Value: "" or "~" or "null" or "Null" or "NULL" } => "null",
        { Value: "true" or "True" or "TRUE" or "false" or "False" or "FALSE" } => "bool",
        { Value: var text } when Integer().IsMatch(text) => "int",
        { Value: var text } when Fraction().IsMatch(text) => "float",
        _ => "str",
    };

    private static string WriteInteger(string text) => text switch
    {
        ['0', 'x', .. var digits] => BigInteger.Parse($"0{digits}", NumberStyles.HexNumber, CultureInfo.InvariantCulture).ToString(
            CultureInfo.InvariantCulture),
        ['0', 'o', .. var digits] => digits.Aggregate(BigInteger.Zero, (sum, digit) => (sum * 8) + (digit - '0')).ToString(
            CultureInfo.InvariantCulture),
        _ => RemoveZeros(text),
    };

    private static JsonNode? ReadFraction(Scalar scalar)
    {
        var parts = Fraction().Match(scalar.Value);
        if (parts.Groups["special"].Success)
        {
            throw CreateError(scalar, $"{scalar.Value} isn't a number that authentik can store.");
        }

        var fraction = parts.Groups["fraction"].Value is { Length: > 0 } digits ? $".{digits}" : string.Empty;
        return JsonNode.Parse(RemoveZeros(parts.Groups["whole"].Value) + fraction + parts.Groups["power"].Value);
    }

    // JSON has neither a plus nor zeros in front.
    private static string RemoveZeros(string whole)
    {
        var sign = whole.StartsWith('-') ? "-" : string.Empty;
        var digits = whole.TrimStart('+', '-').TrimStart('0');
        return sign + (digits.Length == 0 ? "0" : digits);
    }

    private static DocumentFormatException CreateError(Scalar place, string message) => new((int)place.Start.Line, message);

    [GeneratedRegex(@"^(?:[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+)\z", RegexOptions.CultureInvariant)]
    private static partial Regex Integer();

    [GeneratedRegex(
        @"^(?:(?<whole>[-+]?[0-9]*)(?:(?<=[0-9])\.?|\.(?=[0-9]))(?<fraction>[0-9]*)(?<power>[eE][-+]?[0-9]+)?"
        + @"|(?<special>[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)))\z",
        RegexOptions.CultureInvariant)]
    private static partial Regex Fraction();
}
