using System.Collections;
using System.Management.Automation;
using System.Reflection;
using Authentik.Hosting.Tests.Commands;

namespace Authentik.Hosting.Tests.ScriptBlocks;

/// <summary>A parameter of New, Set or an action that takes a value, as the attribute that converts it describes it.</summary>
/// <param name="metadata">The parameter.</param>
/// <param name="transform">The attribute.</param>
/// <param name="known">Its field in the book. The test doesn't reference the module's assemblies, so that only one copy is loaded.</param>
internal sealed class ValueParameter(ParameterMetadata metadata, Attribute transform, dynamic known)
{
    private const BindingFlags Internal = BindingFlags.Instance | BindingFlags.NonPublic;

    private static readonly string[] Ids = ["5a1f0c52-6d1e-4a54-9a40-0a3a4f0e7f11", "5a1f0c52-6d1e-4a54-9a40-0a3a4f0e7f12"];

    public string Name => metadata.Name;

    /// <summary>What it does with the stored value, as the beginning of its name; empty if it replaces the value.</summary>
    public string Part => Name == known.Parameter ? string.Empty : Name == known.AddParameter ? "Add" : "Remove";

    /// <summary>True if the pipeline fills it, so that PowerShell itself runs a script block for it.</summary>
    public bool IsPiped => known.IsPiped;

    /// <summary>The name of the choice that it's one of; its own if it excludes no other.</summary>
    public string Choice => known.OneOf ?? Name;

    /// <summary>True for the attribute of a parameter that identifies objects.</summary>
    public static bool IsIdentity(Attribute attribute) =>
        attribute.GetType().Name is "IdentityTransformAttribute" or "AnyIdentityTransformAttribute";

    /// <summary>The name of a parameter's field or filter in the API; null if it has none.</summary>
    public static string? FindField(ParameterMetadata parameter) => parameter.Attributes
        .Select(FindKnown)
        .OfType<object>()
        .Select(one => (string)((dynamic)one).Name)
        .FirstOrDefault();

    /// <summary>How its values are converted: parameters of one kind take the same values.</summary>
    public static string FindKind(ParameterMetadata parameter)
    {
        var known = parameter.Attributes.Select(FindKnown).OfType<object>().FirstOrDefault();
        var type = known?.GetType().GetProperty("Type")?.GetValue(known);
        var transforms = parameter.Attributes.Select(one => one.GetType().Name)
            .Where(name => name.EndsWith("TransformAttribute", StringComparison.Ordinal)).Order().ToList();
        return $"{string.Join(' ', transforms.DefaultIfEmpty(parameter.ParameterType.Name))} {type}";
    }

    /// <summary>The parameters of a command that are fields.</summary>
    public static IEnumerable<ValueParameter> List(ModuleCommand command) => command.OwnParameters.Select(Find).OfType<ValueParameter>();

    /// <summary>The parameter as a field; null if it's none.</summary>
    public static ValueParameter? Find(ParameterMetadata parameter) =>
        parameter.Attributes.FirstOrDefault(IsField) is { } transform
            ? new ValueParameter(parameter, transform, FindKnown(transform)!)
            : null;

    /// <summary>What identifies an object that a parameter with this attribute takes.</summary>
    public static object Identify(Attribute transform, int record)
    {
        var targets = (IEnumerable)transform.GetType().GetProperty("Targets", Internal)!.GetValue(transform)!;
        return NamedServer.Identify([.. targets.Cast<object>()], record);
    }

    /// <summary>A value, which is another one for each record where the type allows that.</summary>
    public object MakeValue(int record, string file)
    {
        object one = known.Type.ToString() switch
        {
            "File" => file,
            "Reference" => Identify(transform, record),
            _ => MakeItem(known, record),
        };
        return known.IsList && !IsPiped ? new[] { one, one } : one;
    }

    /// <summary>A value inside of what the parameter takes: in a list, or in one of the keys of a hashtable.</summary>
    public object? Contain(object? value) => known.Type.ToString() switch
    {
        "Json" when value is string text => new Hashtable { [text] = text },
        "NewObject" when value is string => new Hashtable { ["name"] = value },
        "Shape" when value is string => new Hashtable { [known.Shape.TextField ?? known.Shape.Fields[0].Name] = value },
        _ => known.IsList ? new[] { value } : value,
    };

    private static bool IsField(Attribute attribute) =>
        attribute.GetType().Name is "FieldTransformAttribute" or "ActionTransformAttribute";

    private static object? FindKnown(Attribute attribute) => attribute.GetType().GetProperty("Known", Internal)?.GetValue(attribute);

    private static object MakeItem(dynamic field, int record) => field.Type.ToString() switch
    {
        "Text" when field.IsSecret => $"secret-value-{record}",
        "Enum" => ChooseText(field.Values.Values, record),
        "Integer" => 11 + record,
        "Number" => 1.5 + record,
        "Boolean" => record == 0,
        "Date" => $"2031-05-0{record + 1}T10:00:00Z",
        "Duration" => $"days={record + 1}",
        "Uuid" => Ids[record],
        "Json" => new Hashtable { ["number"] = record },
        "NewObject" when field.Creates.Noun == "PolicyBinding" => new Hashtable { ["order"] = record },
        "NewObject" when field.Creates.Noun == "Application" => new Hashtable { ["name"] = $"made-{record}" },
        "NewObject" => new Hashtable { ["name"] = $"made-{record}", ["invalidation_flow"] = Ids[record] },
        "Shape" => MakeShape(field.Shape, record),
        _ => $"text-{record}",
    };

    private static string ChooseText(IEnumerable values, int record)
    {
        var texts = values.Cast<dynamic>().Select(value => (string)value.Text).ToList();
        return texts[record % texts.Count];
    }

    private static object MakeShape(dynamic shape, int record)
    {
        if (shape.TextField is not null)
        {
            return $"https://app{record}.example.com/";
        }

        var parts = new Hashtable();
        foreach (dynamic field in shape.Fields)
        {
            parts[field.Name] = MakeItem(field, record);
        }

        return parts;
    }
}
