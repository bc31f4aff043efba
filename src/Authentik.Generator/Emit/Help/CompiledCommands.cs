using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Authentik.Commands;
using Authentik.Generator.Book;

namespace Authentik.Generator.Emit.Help;

/// <summary>
/// Reads what the compiled commands declare: parameters from their attributes, and the text about them from the summaries in the
/// XML documentation beside the assembly. Nothing of the assembly is run.
/// </summary>
internal sealed partial class CompiledCommands : IDisposable
{
    private const string CmdletAttribute = "System.Management.Automation.CmdletAttribute";
    private const string ParameterAttribute = "System.Management.Automation.ParameterAttribute";
    private const string AliasAttribute = "System.Management.Automation.AliasAttribute";
    private const string AllSets = "__AllParameterSets";

    private readonly MetadataLoadContext context;
    private readonly IReadOnlyList<Assembly> assemblies;
    private readonly Dictionary<string, string> summaries;
    private readonly Refusals refusals;
    private readonly Place place;

    private CompiledCommands(MetadataLoadContext context, IReadOnlyList<string> files, Refusals refusals)
    {
        var documentation = files.Select(file => Path.ChangeExtension(file, ".xml")).ToList();
        this.context = context;
        this.refusals = refusals;
        assemblies = [.. files.Select(context.LoadFromAssemblyPath)];
        summaries = documentation.SelectMany(ReadSummaries).ToDictionary(StringComparer.Ordinal);
        place = new Place(documentation[0], 1, 1);
    }

    /// <summary>The commands of the assemblies by name.</summary>
    public IReadOnlyDictionary<string, Type> Commands => field ??= Types
        .Where(type => type is { IsPublic: true, IsAbstract: false })
        .Select(type => (Type: type, Cmdlet: FindAttributes(type, CmdletAttribute).FirstOrDefault()))
        .Where(command => command.Cmdlet is not null)
        .ToDictionary(command => NameCommand(command.Cmdlet!), command => command.Type);

    private IEnumerable<Type> Types => assemblies.SelectMany(assembly => assembly.GetTypes());

    /// <summary>Opens assemblies.</summary>
    /// <param name="files">The assemblies, that of the base classes first.</param>
    /// <param name="references">The assemblies that they were compiled with.</param>
    /// <param name="refusals">Gets what is missing.</param>
    public static CompiledCommands Open(IReadOnlyList<string> files, IEnumerable<string> references, Refusals refusals)
    {
        var context = new MetadataLoadContext(new PathAssemblyResolver([.. references.Union(files)]), "System.Runtime");
        try
        {
            return new CompiledCommands(context, files, refusals);
        }
        catch
        {
            context.Dispose();
            throw;
        }
    }

    /// <summary>The names of a command's parameter sets, the default first.</summary>
    public IReadOnlyList<string> ListSets(Type command)
    {
        var cmdlet = FindAttributes(command, CmdletAttribute).Single();
        var sets = DeclaredParameters(command).SelectMany(property => FindAttributes(property, ParameterAttribute))
            .Select(NameSet).Where(set => set != AllSets).Distinct().ToList();
        return FindNamed(cmdlet, "DefaultParameterSetName") is string first
            ? [first, .. sets.Where(set => set != first)]
            : sets.Count == 0 ? [ParameterSets.Values] : sets;
    }

    /// <summary>The parameters of a command in the order of the syntax, with those that PowerShell adds.</summary>
    public IReadOnlyList<ParameterHelp> ListParameters(Type command)
    {
        var cmdlet = FindAttributes(command, CmdletAttribute).Single();
        return
        [
            .. ReadParameters(command)
                .OrderBy(parameter => parameter.Position ?? int.MaxValue)
                .ThenByDescending(parameter => parameter.IsRequired)
                .ThenByDescending(parameter => parameter.Sets is not null),
            .. FindNamed(cmdlet, "SupportsPaging") is true ? ParameterHelp.Paging : [],
            .. FindNamed(cmdlet, "SupportsShouldProcess") is true ? ParameterHelp.ShouldProcess : [],
        ];
    }

    /// <summary>The parameters that a base class declares and inherits.</summary>
    public IReadOnlyList<ParameterHelp> ListParameters(string baseClass)
    {
        if (Types.FirstOrDefault(type => type.Name == baseClass) is { } type)
        {
            return [.. ReadParameters(type)];
        }

        refusals.Add(RefusalCode.Missing, place, $"The assembly has no class {baseClass}, which generated commands derive from.");
        return [];
    }

    /// <summary>The names of the parameters of a base class, hidden ones included, with their parameter sets.</summary>
    public IEnumerable<(string Name, IReadOnlyList<string> Sets)> ListNames(string baseClass) =>
        Types.Where(type => type.Name == baseClass).SelectMany(DeclaredParameters)
            .Select(property => (property.Name, ListSets(property) ?? []));

    /// <inheritdoc/>
    public void Dispose() => context.Dispose();

    private IEnumerable<ParameterHelp> ReadParameters(Type command) =>
        DeclaredParameters(command).Where(property => !IsHidden(property)).Select(ReadParameter);

    // Those of the command itself come first. One that overrides that of a base class is in its place.
    private IEnumerable<PropertyInfo> DeclaredParameters(Type command)
    {
        const BindingFlags Declared = BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly;
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (var type = command; type is not null && assemblies.Contains(type.Assembly); type = type.BaseType)
        {
            foreach (var property in type.GetProperties(Declared).Where(property => FindAttributes(property, ParameterAttribute).Any()))
            {
                if (names.Add(property.Name))
                {
                    yield return property;
                }
            }
        }
    }

    private ParameterHelp ReadParameter(PropertyInfo property)
    {
        var attributes = FindAttributes(property, ParameterAttribute).ToList();
        return new ParameterHelp(property.Name, NameType(property.PropertyType), [FindSummary(property)])
        {
            IsRequired = attributes.Any(attribute => FindNamed(attribute, "Mandatory") is true),
            Position = attributes.Select(attribute => FindNamed(attribute, "Position")).OfType<int>().Cast<int?>().FirstOrDefault(),
            TakesPipeline = attributes.Any(attribute => FindNamed(attribute, "ValueFromPipeline") is true),
            Aliases = [.. FindAttributes(property, AliasAttribute).SelectMany(ReadNames)],
            Sets = ListSets(property),
        };
    }

    private static IReadOnlyList<string>? ListSets(PropertyInfo property)
    {
        var sets = FindAttributes(property, ParameterAttribute).Select(NameSet).ToList();
        return sets.Contains(AllSets) ? null : sets;
    }

    private static string NameCommand(CustomAttributeData cmdlet) =>
        string.Join('-', cmdlet.ConstructorArguments.Select(word => word.Value));

    private static bool IsHidden(PropertyInfo property) =>
        FindAttributes(property, ParameterAttribute).All(attribute => FindNamed(attribute, "DontShow") is true);

    private static IEnumerable<CustomAttributeData> FindAttributes(MemberInfo member, string name) =>
        member.GetCustomAttributesData().Where(attribute => attribute.AttributeType.FullName == name);

    private static object? FindNamed(CustomAttributeData attribute, string name) =>
        attribute.NamedArguments.FirstOrDefault(argument => argument.MemberName == name).TypedValue.Value;

    private static string NameSet(CustomAttributeData parameter) => FindNamed(parameter, "ParameterSetName") as string ?? AllSets;

    private static IEnumerable<string> ReadNames(CustomAttributeData alias) =>
        ((IEnumerable<CustomAttributeTypedArgument>)alias.ConstructorArguments[0].Value!).Select(name => (string)name.Value!);

    private static string NameType(Type type) => type switch
    {
        { IsArray: true } => NameType(type.GetElementType()!) + "[]",
        { IsGenericType: true } => NameType(type.GetGenericArguments()[0]),
        _ => type.Name,
    };

    private string FindSummary(PropertyInfo property)
    {
        if (summaries.TryGetValue($"P:{property.DeclaringType!.FullName}.{property.Name}", out var summary))
        {
            return summary;
        }

        refusals.Add(RefusalCode.NoHelp, place, $"The parameter {property.DeclaringType.Name}.{property.Name} has no summary.");
        return string.Empty;
    }

    private static Dictionary<string, string> ReadSummaries(string file) => XDocument.Load(file).Descendants("member")
        .Where(member => member.Element("summary") is not null)
        .ToDictionary(member => (string)member.Attribute("name")!, member => ReadText(member.Element("summary")!), StringComparer.Ordinal);

    // A reference stands for the last part of its name.
    private static string ReadText(XElement element) => Spaces().Replace(string.Concat(element.Nodes().Select(node => node switch
    {
        XText text => text.Value,
        XElement { IsEmpty: true } reference => ((string?)reference.FirstAttribute)?.Split('.', ':')[^1] ?? string.Empty,
        XElement inner => ReadText(inner),
        _ => string.Empty,
    })), " ").Trim();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
