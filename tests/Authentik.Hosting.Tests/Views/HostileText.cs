using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Authentik.Hosting.Tests.Views;

/// <summary>A name as an attacker chooses it, objects that consist of it, and the search for what of it reached the terminal.</summary>
internal static partial class HostileText
{
    /// <summary>
    /// A title of the window, a cleared screen, both also as C1 controls, reversed and invisible text, and a line that looks like one of
    /// PowerShell.
    /// </summary>
    public const string Value =
        "\u001b]0;owned\u0007\u001b[2J\u009b2J\u009d0;owned\u009c\u202egpj\u2066\u200b\u200e\ufeff\u2028\u0085\U000e0041\u007f"
        + "\r\nFORGED : 1\rx";

    // Deep enough for an object in a list in an object.
    private const int Deepest = 3;

    private static readonly JsonElement Json = JsonDocument.Parse(JsonSerializer.Serialize(new Dictionary<string, object>
    {
        [Value] = Value,
        ["list"] = new object[] { Value, new Dictionary<string, object> { ["deep"] = Value } },
    })).RootElement;

    /// <summary>
    /// An object of a class, each string of which is hostile: nested ones, lists, free-form JSON, fields of newer servers.
    /// </summary>
    public static object Create(Type type)
    {
        var made = Create(type, depth: 0);
        var unknown = JsonSerializer.SerializeToElement(new { of_the_future = Value, more = new[] { Value } });
        type.GetMethod("Fill", BindingFlags.Instance | BindingFlags.NonPublic)!.Invoke(made, [unknown, null]);
        return made;
    }

    /// <summary>The characters in a text that a terminal would act on, and the lines that are forged.</summary>
    public static IReadOnlyList<string> Find(string text)
    {
        // Colors come from PowerShell and from the states of the views; no name begins with one.
        var plain = Color().Replace(text, string.Empty).ReplaceLineEndings("\n");
        return
        [
            .. Raw().Matches(plain).Select(match => $"U+{char.ConvertToUtf32(match.Value, 0):X4}").Distinct(),
            .. plain.Split('\n').Where(line => line.StartsWith("FORGED", StringComparison.Ordinal)),
        ];
    }

    private static object Create(Type type, int depth)
    {
        var made = Activator.CreateInstance(type, nonPublic: true)!;
        foreach (var member in ListMembers(type))
        {
            if (CreateValue(TypeOf(member), depth) is { } value)
            {
                Set(member, made, value);
            }
        }

        return made;
    }

    // Where the kinds of a family have different types for a field, the property has a private field.
    private static IEnumerable<MemberInfo> ListMembers(Type? type) => type is null || type.Name == "AuthentikObject"
        ? []
        : type.GetMembers(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
            .Where(member => member is PropertyInfo { CanWrite: true } or FieldInfo
                && !member.IsDefined(typeof(CompilerGeneratedAttribute)))
            .Concat(ListMembers(type.BaseType));

    private static Type TypeOf(MemberInfo member) =>
        member is PropertyInfo property ? property.PropertyType : ((FieldInfo)member).FieldType;

    private static void Set(MemberInfo member, object made, object value)
    {
        if (member is PropertyInfo property)
        {
            property.SetValue(made, value);
        }
        else
        {
            ((FieldInfo)member).SetValue(made, value);
        }
    }

    private static object? CreateValue(Type type, int depth) => type switch
    {
        _ when type == typeof(string) => Value,
        _ when type == typeof(object) => ReadJson(),
        { IsGenericType: true, Name: "ValueList`1" } => CreateList(type, depth),
        { IsAbstract: false } when type.BaseType is not null && IsModel(type) => depth < Deepest ? Create(type, depth + 1) : null,
        _ => null,
    };

    private static bool IsModel(Type? type) => type is not null && (type.Name == "AuthentikObject" || IsModel(type.BaseType));

    private static object? CreateList(Type type, int depth)
    {
        var item = type.GetGenericArguments()[0];
        if (CreateValue(item, depth) is not { } value)
        {
            return null;
        }

        var items = Array.CreateInstance(item, 2);
        items.SetValue(value, 0);
        items.SetValue(value, 1);
        return Activator.CreateInstance(type, items);
    }

    private static object? ReadJson() => AppDomain.CurrentDomain.GetAssemblies()
        .Single(assembly => assembly.GetName().Name == "Authentik.Client")
        .GetType("Authentik.JsonFields")!.GetMethod("ReadAny", BindingFlags.Static | BindingFlags.Public)!.Invoke(null, [Json]);

    [GeneratedRegex(@"\u001b\[[0-9;]*m")]
    private static partial Regex Color();

    [GeneratedRegex(
        @"[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u061C\u200B\u200E\u200F\u2028-\u202E\u2060-\u206F\uFEFF]"
        + @"|\uDB40[\uDC00-\uDC7F]")]
    private static partial Regex Raw();
}
