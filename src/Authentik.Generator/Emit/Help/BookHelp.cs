using Authentik.Book;
using Authentik.Commands;
using Authentik.Generator.Book;
using Authentik.Generator.Emit.Commands;
using Authentik.Generator.Emit.Help.Around;
using Authentik.Generator.Names;

namespace Authentik.Generator.Emit.Help;

/// <summary>Makes the help of generated commands from the book, and from what their compiled base classes declare.</summary>
internal sealed class BookHelp(BookEntry book, CompiledCommands compiled)
{
    private readonly ParameterRules rules = new(book);
    private readonly PermissionText permissions = new(book);

    /// <summary>The help of all commands of an assembly.</summary>
    public IEnumerable<CommandHelp> DescribeAll(AssemblyEntry assembly) =>
        assembly.Resources.SelectMany(resource => resource.Verbs.Select(verb => Describe(resource, verb)));

    private CommandHelp Describe(ResourceEntry resource, string verb) => new()
    {
        Name = resource.CommandName(verb),
        Synopsis = VerbText.DescribeVerb(resource, verb),
        Description = [.. VerbText.DescribeInParagraphs(resource, verb, permissions)],
        Sets = verb == Verbs.Get && !resource.IsSingle ? [ParameterSets.List, ParameterSets.Identity] : [ParameterSets.Values],
        Parameters = [.. ListParameters(resource, verb)],
        Inputs = VerbText.DescribeInputs(resource, verb),
        Outputs = VerbText.DescribeOutputs(resource, verb),
        Examples = resource.ListExamples(verb),
        Links = [.. resource.Verbs.Where(other => other != verb).Select(resource.CommandName)],
    };

    private IEnumerable<ParameterHelp> ListParameters(ResourceEntry resource, string verb)
    {
        var inherited = compiled.ListParameters($"{CommandEmitter.BaseOf(resource, verb)}Command");
        return verb switch
        {
            Verbs.Get when resource.IsSingle => [.. ReferenceHelp.Describe(resource, book), .. inherited],
            Verbs.Get =>
            [
                DescribeIdentity(resource, verb) with { Sets = [ParameterSets.Identity] },
                .. ParameterRules.GroupFilters(resource).Select(DescribeFilters),
                .. ParameterRules.TakesRelated(resource) ? [RelatedHelp.Describe(resource)] : Array.Empty<ParameterHelp>(),
                .. ReferenceHelp.Describe(resource, book),
                .. inherited,
                .. ParameterHelp.Paging,
            ],
            Verbs.New => [.. DescribeFields(resource, verb), .. inherited, .. ParameterHelp.ShouldProcess],
            Verbs.Set when resource.IsSingle => [.. DescribeFields(resource, verb), .. inherited, .. ParameterHelp.ShouldProcess],
            Verbs.Set =>
                [DescribeIdentity(resource, verb), .. DescribeFields(resource, verb), .. inherited, .. ParameterHelp.ShouldProcess],
            _ => [DescribeIdentity(resource, verb), .. inherited, .. ParameterHelp.ShouldProcess],
        };
    }

    private IEnumerable<ParameterHelp> DescribeFields(ResourceEntry resource, string verb)
    {
        var fields = resource.Fields.Where(field => field.IsSentBy(verb)).ToList();
        var aliases = ParameterRules.AliasesOf(fields);

        // Mandatory ones come first, as in the syntax of PowerShell's own commands.
        return fields
            .SelectMany(field => FieldHelp.DescribeParts(field, verb).Prepend(DescribeField(resource, verb, field, aliases[field])))
            .OrderByDescending(parameter => parameter.IsRequired);
    }

    private ParameterHelp DescribeField(ResourceEntry resource, string verb, FieldEntry field, IReadOnlyList<string> aliases)
    {
        var help = FieldHelp.DescribeField(field, verb == Verbs.New && rules.IsMandatory(field, resource), aliases);
        return verb == Verbs.New && field == ParameterRules.FindFirst(resource) ? help with { Position = 0 } : help;
    }

    private ParameterHelp DescribeFilters(IReadOnlyList<FieldEntry> filters)
    {
        var versions = VersionRange.Join(filters.Select(filter => filter.Versions));
        var isEverywhere = filters.Count > 1 && book.Documents.Append(book.Oldest).Append(book.Newest).All(versions.Contains);
        return FieldHelp.DescribeFilter(filters[^1], isEverywhere ? VersionRange.All : versions);
    }

    private static ParameterHelp DescribeIdentity(ResourceEntry resource, string verb)
    {
        var isOne = verb == Verbs.Set;
        var objects = isOne ? $"the {resource.Title} to change" : $"the {English.Pluralize(resource.Title)} to {verb.ToLowerInvariant()}";
        var several = isOne ? string.Empty : " Separate several with commas.";
        var text = $"Specifies {objects}. Use {FieldHelp.DescribeIdentity(resource)}.{several}";
        return new("Identity", $"{resource.Noun}Identity{(isOne ? string.Empty : "[]")}", [text])
        {
            IsRequired = true,
            Position = 0,
            TakesPipeline = true,
        };
    }
}
