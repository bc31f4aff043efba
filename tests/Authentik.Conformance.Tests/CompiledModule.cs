using System.Management.Automation;
using System.Reflection;
using Authentik.Book;
using Authentik.Commands;

namespace Authentik.Conformance.Tests;

/// <summary>What the compiled commands and models have: their attributes and properties, not the book they were made from.</summary>
internal static class CompiledModule
{
    private static readonly string[] Areas = ["Core", "Flows", "Crypto", "Mappings", "Providers", "Sources"];

    private static readonly Dictionary<string, Type> Commands = Areas
        .SelectMany(area => Assembly.Load($"Authentik.{area}").GetTypes())
        .Select(type => (Type: type, Name: NameOf(type)))
        .Where(pair => pair.Name is not null)
        .ToDictionary(pair => pair.Name!, pair => pair.Type);

    /// <summary>The resources that have commands and one path.</summary>
    public static IEnumerable<Resource> Resources => Authentik.Resources.Book.Resources.Where(resource => resource.Operations != Operations.None && resource.Kinds is null);

    /// <summary>The API names of the fields that a command has parameters for.</summary>
    public static IReadOnlySet<string> Fields(string verb, Resource resource) => Attributes<FieldTransformAttribute>(verb, resource).Select(one => one.Field).ToHashSet();

    /// <summary>The names of the filters that a command has parameters for.</summary>
    public static IReadOnlySet<string> Filters(Resource resource) => Attributes<FilterTransformAttribute>("Get", resource).Select(one => one.Filter).ToHashSet();

    /// <summary>True when the model has a public property for a field of an answer.</summary>
    public static bool HasProperty(Resource resource, string field)
    {
        var property = resource.New().PropertyOf(field);
        return property is not null && resource.New().GetType().GetProperty(property) is not null;
    }

    // Without PowerShell there is only the shape of its classes, so what the compiler wrote is read and not the attribute made.
    private static string? NameOf(Type type) => type.GetCustomAttributesData()
        .Where(data => data.AttributeType == typeof(CmdletAttribute))
        .Select(data => $"{data.ConstructorArguments[0].Value}-{data.ConstructorArguments[1].Value}")
        .FirstOrDefault();

    private static IEnumerable<T> Attributes<T>(string verb, Resource resource)
        where T : Attribute =>
        Commands.TryGetValue($"{verb}-Authentik{resource.Noun}", out var command)
            ? command.GetProperties().SelectMany(property => property.GetCustomAttributes<T>())
            : [];
}
