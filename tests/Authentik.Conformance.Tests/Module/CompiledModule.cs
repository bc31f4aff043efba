using System.Management.Automation;
using System.Reflection;
using Authentik.Book;
using Authentik.Commands;

namespace Authentik.Conformance.Tests.Module;

/// <summary>What the compiled commands and models have: their attributes and properties, not the book they were made from.</summary>
internal static class CompiledModule
{
    private static readonly Dictionary<string, Type> Commands = Directory.EnumerateFiles(AppContext.BaseDirectory, "Authentik.*.dll")
        .Where(file => !file.EndsWith(".Tests.dll", StringComparison.Ordinal))
        .SelectMany(file => Assembly.Load(Path.GetFileNameWithoutExtension(file)).GetTypes())
        .Select(type => (Type: type, Name: NameOf(type)))
        .Where(pair => pair.Name is not null)
        .ToDictionary(pair => pair.Name!, pair => pair.Type);

    private static readonly Dictionary<string, IReadOnlySet<string>> Parameters = [];

    /// <summary>The resources that have commands.</summary>
    public static IReadOnlyList<Resource> Resources { get; } =
        [.. Authentik.Resources.Book.Resources.Where(resource => resource.Operations != Operations.None)];

    /// <summary>The members of a family.</summary>
    public static ILookup<string?, Resource> Members { get; } = Resources.ToLookup(resource => resource.Family);

    /// <summary>True when it can be done with a resource in a version, and there is a command that does.</summary>
    public static bool Can(Resource resource, Operations what, ServerVersion version) =>
        resource.GetVersions(what).Contains(version)
        && Commands.ContainsKey(Name(what == Operations.List ? Operations.Get : what, resource));

    /// <summary>True when there is a command of that name.</summary>
    public static bool Has(string command) => Commands.ContainsKey(command);

    /// <summary>The ids of the operations that commands written by hand stand for.</summary>
    public static IReadOnlySet<string> Covered { get; } =
        Commands.Values.SelectMany(type => type.GetCustomAttribute<CoversOperationAttribute>()?.OperationIds ?? []).ToHashSet();

    /// <summary>The API names of the fields that the command of an action has parameters for.</summary>
    public static IReadOnlySet<string> Fields(ApiAction action) => Cached(action.Command, () => Commands[action.Command].GetProperties()
        .SelectMany(property => property.GetCustomAttributes<ActionTransformAttribute>()).Select(one => one.Field));

    /// <summary>The API names of the fields that a command has parameters for.</summary>
    public static IReadOnlySet<string> Fields(Operations what, Resource resource) =>
        Cached(
            $"{what} {resource.Noun}",
            () => Attributes<FieldTransformAttribute>(what, resource)
                .Where(one => one.Noun == resource.Noun)
                .Select(one => one.Field));

    /// <summary>The names of the filters that a command has parameters for.</summary>
    public static IReadOnlySet<string> Filters(Resource resource) =>
        Cached(
            $"List {resource.Noun}",
            () => Attributes<FilterTransformAttribute>(Operations.Get, resource)
                .Where(one => one.Noun == resource.Noun)
                .SelectMany(one => one.Filters));

    /// <summary>True when the class has a public property for a field; one that can be set, where the user writes it.</summary>
    public static bool HasProperty(AuthentikObject empty, string field, bool isWritten = false) =>
        empty.PropertyOf(field) is { } name
        && empty.GetType().GetProperties()
            .Any(property => property.Name == name && (!isWritten || property.SetMethod?.IsPublic == true));

    // Without PowerShell there is only the shape of its classes, so what the compiler wrote is read and not the attribute made.
    private static string? NameOf(Type type) => type.GetCustomAttributesData()
        .Where(data => data.AttributeType == typeof(CmdletAttribute))
        .Select(data => $"{data.ConstructorArguments[0].Value}-{data.ConstructorArguments[1].Value}")
        .FirstOrDefault();

    private static string Name(Operations what, Resource resource) => $"{what}-Authentik{resource.Noun}";

    private static IReadOnlySet<string> Cached(string key, Func<IEnumerable<string>> read)
    {
        lock (Parameters)
        {
            return Parameters.TryGetValue(key, out var known) ? known : Parameters[key] = read().ToHashSet();
        }
    }

    private static IEnumerable<T> Attributes<T>(Operations what, Resource resource)
        where T : Attribute =>
        Commands.TryGetValue(Name(what, resource), out var command)
            ? command.GetProperties().SelectMany(property => property.GetCustomAttributes<T>())
            : [];
}
