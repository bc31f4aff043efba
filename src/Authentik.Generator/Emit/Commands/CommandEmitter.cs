using Authentik.Commands;
using Authentik.Generator.Book;
using Authentik.Generator.Names;
using Authentik.Generator.Output;

namespace Authentik.Generator.Emit.Commands;

/// <summary>Writes the command classes of a resource. They declare parameters; the base class of the verb does the work.</summary>
internal sealed class CommandEmitter
{
    private const string ShouldProcess = "SupportsShouldProcess = true";

    // What is typed must be complete. What comes through the pipeline is read by the base class, row by row: were PowerShell
    // to bind its columns, it would drop cells that can't be converted and refuse rows that leave something out.
    // A mandatory parameter would refuse an empty string and an empty list, which are values to the API.
    private const string MandatoryParameter =
        $"Parameter(ParameterSetName = \"{ParameterSets.Values}\", Mandatory = true), {OtherwiseOptional}";

    private const string FirstMandatoryParameter =
        $"Parameter(ParameterSetName = \"{ParameterSets.Values}\", Mandatory = true, Position = 0), {OtherwiseOptional}";

    private const string StoredCompleter = "StoredValueCompleter";

    private const string OtherwiseOptional =
        $"Parameter(ParameterSetName = \"{ParameterSets.Input}\"), AllowEmptyString, AllowEmptyCollection";

    private const string FirstParameter =
        $"Parameter(ParameterSetName = \"{ParameterSets.Values}\", Position = 0), Parameter(ParameterSetName = \"{ParameterSets.Input}\")";

    private static readonly string[] Usings = ["System.Management.Automation", "System.Security", "Authentik.Book"];

    private readonly CodeWriter code = new("Authentik.Commands", Usings);
    private readonly ResourceEntry resource;
    private readonly ParameterRules rules;

    private CommandEmitter(ResourceEntry resource, ParameterRules rules)
    {
        this.resource = resource;
        this.rules = rules;
    }

    /// <summary>The file of a resource's commands.</summary>
    public static string Emit(ResourceEntry resource, ParameterRules rules)
    {
        var emitter = new CommandEmitter(resource, rules);
        foreach (var verb in resource.Verbs)
        {
            emitter.WriteCommand(verb);
        }

        return emitter.code.ToString();
    }

    private void WriteCommand(string verb)
    {
        switch (verb)
        {
            case Verbs.Get when resource.IsSingle: WriteSingle(Verbs.Get, null, []); break;
            case Verbs.Set when resource.IsSingle: WriteSingle(Verbs.Set, ShouldProcess, FieldsSentBy(verb)); break;
            case Verbs.Get: WriteGet(); break;
            case Verbs.Remove: WriteRemove(); break;
            default: WriteNewOrSet(verb); break;
        }

        code.Line();
    }

    private List<FieldEntry> FieldsSentBy(string verb) => [.. resource.Fields.Where(field => field.IsSentBy(verb))];

    private void WriteGet()
    {
        WriteAttributes(Verbs.Get, $"DefaultParameterSetName = \"{ParameterSets.List}\", SupportsPaging = true");
        WriteClass(Verbs.Get, Verbs.Get, resource.Filters, WriteFilters, () =>
        {
            var options = ParameterRules.TakesRelated(resource) ? ", Lists = true" : string.Empty;
            WriteIdentities($"ParameterSetName = \"{ParameterSets.Identity}\", ", options);
            WriteOverrides("IReadOnlyList<Identity> Identities");
            if (ParameterRules.TakesRelated(resource))
            {
                WriteRelated();
            }

            WriteKinds();
            WriteNoExpand();
            WriteIncludeSecret();
        });
    }

    /// <summary>What the base class of a verb's command is called, without <c>Command</c>.</summary>
    public static string BaseOf(ResourceEntry resource, string verb) => verb switch
    {
        _ when resource.IsSingle => $"{verb}Single",
        Verbs.Set when resource.SetTouchesOwnAccess => "GuardedSet",
        _ => verb,
    };

    private void WriteIncludeSecret()
    {
        if (resource.HasRecorded)
        {
            code.Line("protected override bool ShowsSecrets => IncludeSecret;").Line();
            code.Line("[Parameter]").Line("public SwitchParameter IncludeSecret { get; set; }").Line();
        }
    }

    // There is one object, so there is nothing to name.
    private void WriteSingle(string verb, string? options, List<FieldEntry> fields)
    {
        WriteAttributes(verb, options);
        WriteClass(verb, BaseOf(resource, verb), fields, () => WriteFields(fields, isNew: false), () =>
        {
            WriteOverrides(null);
            if (verb == Verbs.Get)
            {
                WriteIncludeSecret();
            }
        });
    }

    private void WriteRemove()
    {
        WriteCmdletAttribute(Verbs.Remove, $"{ShouldProcess}, ConfirmImpact = ConfirmImpact.High");
        WriteClass(Verbs.Remove, Verbs.Remove, [], () => { }, () =>
        {
            WriteIdentities(string.Empty, string.Empty);
            WriteOverrides("IReadOnlyList<Identity> Identities");
        });
    }

    private void WriteNewOrSet(string verb)
    {
        var isNew = verb == Verbs.New;
        WriteAttributes(verb, isNew ? $"DefaultParameterSetName = \"{ParameterSets.Values}\", {ShouldProcess}" : ShouldProcess);
        var fields = FieldsSentBy(verb);
        WriteClass(verb, BaseOf(resource, verb), fields, () => WriteFields(fields, isNew), () =>
        {
            if (!isNew)
            {
                code.Line("[Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]");
                code.Line(IdentityAttributes(", Single = true"));
                code.Line($"public {resource.Noun}Identity? Identity {{ get; set; }}").Line();
            }

            WriteOverrides(isNew ? null : "Identity? IdentityToSet");
        });
    }

    private void WriteAttributes(string verb, string? options)
    {
        WriteCmdletAttribute(verb, options);
        code.Line($"[OutputType(typeof({resource.Noun}))]");
    }

    private void WriteCmdletAttribute(string verb, string? options) =>
        code.Line($"[Cmdlet(VerbsCommon.{verb}, \"Authentik{resource.Noun}\"{(options is null ? string.Empty : $", {options}")})]");

    // A parameter with the name of a member that every command overrides hides that member; C# allows this only in a class below.
    private void WriteClass(string verb, string parent, IEnumerable<FieldEntry> fields, Action writeParameters, Action writeCommon)
    {
        var name = $"{verb}{resource.Noun}Command";
        if (fields.Any(field => ReservedNames.IsOverriddenInCommand(field.Parameter)))
        {
            code.Block($"public sealed class {name} : {name}Base", writeParameters).Line();
            code.Block($"public abstract class {name}Base : {parent}Command", writeCommon);
            return;
        }

        code.Block($"public sealed class {name} : {parent}Command", () =>
        {
            writeCommon();
            writeParameters();
        });
    }

    private void WriteIdentities(string set, string options)
    {
        code.Line($"[Parameter({set}Mandatory = true, Position = 0, ValueFromPipeline = true)]").Line(IdentityAttributes(options));
        code.Line($"public {resource.Noun}Identity[] Identity {{ get; set; }} = [];").Line();
    }

    private void WriteRelated()
    {
        code.Line("protected override Identity? Related => InputObject;").Line();
        code.Line($"[Parameter(ParameterSetName = \"{ParameterSets.List}\", ValueFromPipeline = true), "
            + $"RelatedTransform({Literal.Text(resource.Noun)})]");
        code.Line("public Identity? InputObject { get; set; }").Line();
    }

    private void WriteKinds()
    {
        if (resource.KindsOf is not null)
        {
            code.Line("protected override IReadOnlyList<string> Kinds => Kind;").Line();
            code.Line($"[Parameter(ParameterSetName = \"{ParameterSets.List}\"), ValidateNotNullOrEmpty, NotBlank]");
            code.Line("[ArgumentCompleter(typeof(KindCompleter))]").Line("public string[] Kind { get; set; } = [];").Line();
        }
    }

    private void WriteNoExpand()
    {
        if (resource.LooksUpNames)
        {
            code.Line("protected override bool LooksUpNames => !NoExpand;").Line();
            code.Line("[Parameter]").Line("public SwitchParameter NoExpand { get; set; }").Line();
        }
    }

    private string IdentityAttributes(string options = "") =>
        $"[IdentityTransform({Literal.Text(resource.Noun)}{options}), ArgumentCompleter(typeof(NameCompleter))]";

    private void WriteOverrides(string? identity)
    {
        code.Line($"protected override Resource Resource => Resources.{resource.Noun};");
        if (identity is not null)
        {
            code.Line($"protected override {identity} => Identity;");
        }
    }

    private void WriteFilters()
    {
        foreach (var filters in ParameterRules.GroupFilters(resource))
        {
            var transform = $"FilterTransform({Literal.Texts([resource.Noun, .. filters.Select(filter => filter.Name)])})";
            WriteParameter(filters[0], $"Parameter(ParameterSetName = \"{ParameterSets.List}\"), {transform}, ValidateNotNullOrEmpty");
        }
    }

    private void WriteFields(List<FieldEntry> fields, bool isNew)
    {
        var aliases = ParameterRules.AliasesOf(fields);
        foreach (var field in fields)
        {
            var parameter = isNew ? ParameterOfNew(field) : "Parameter";
            var alias = aliases[field].Count == 0 ? string.Empty : $", Alias({Literal.Texts(aliases[field])})";
            WriteParameter(field, $"{parameter}{alias}, FieldTransform({Literal.Texts([resource.Noun, field.Name])})");
            if (!isNew && field is { AddParameter: { } add, RemoveParameter: { } remove })
            {
                WriteParts(field, add, remove);
            }
        }
    }

    // Free-form JSON is merged, and loses keys. A list gets values of its own type, and loses them.
    private void WriteParts(FieldEntry field, string add, string remove)
    {
        var attributes = $"Parameter, FieldTransform({Literal.Texts([resource.Noun, field.Name])})";
        WriteParameter(field, attributes, add);
        if (field.IsMap)
        {
            code.Line().Line($"[Parameter, KeysTransform{Completes(StoredCompleter)}]");
            code.Line($"public string[]? {remove} {{ get; set; }}");
            return;
        }

        WriteParameter(field, attributes, remove, StoredCompleter);
    }

    private string ParameterOfNew(FieldEntry field)
    {
        var isFirst = field == ParameterRules.FindFirst(resource);
        return rules.IsMandatory(field, resource)
            ? isFirst ? FirstMandatoryParameter : MandatoryParameter
            : isFirst ? FirstParameter : "Parameter";
    }

    private static string Completes(string? completer) =>
        completer is null ? string.Empty : $", ArgumentCompleter(typeof({completer}))";

    private void WriteParameter(FieldEntry field, string attributes, string? name = null, string? completer = null)
    {
        var parameter = name ?? field.Parameter;
        var hides = ReservedNames.HidesInCommand(parameter) ? "new " : string.Empty;
        code.Line().Line($"[{attributes}{Completes(completer ?? ParameterRules.CompleterOf(field))}]");
        code.Line($"public {hides}{ParameterRules.TypeOf(field)} {parameter} {{ get; set; }}");
    }
}
