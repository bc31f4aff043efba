using Authentik.Generator.Book;
using Authentik.Generator.Emit.Output;
using Authentik.Generator.Names;

namespace Authentik.Generator.Emit.Commands;

/// <summary>Writes the command classes of a resource. They declare parameters; the base class of the verb does the work.</summary>
internal sealed class CommandEmitter
{
    private static readonly string[] Usings = ["System.Management.Automation", "System.Security", "Authentik.Book"];

    // What is typed must be complete. What comes through the pipeline is read by the base class, row by row: were PowerShell
    // to bind its columns, it would drop cells that cannot be converted and refuse rows that leave something out.
    // A mandatory parameter would refuse an empty text and an empty list, which are values to the API.
    private const string MandatoryParameter =
        "Parameter(ParameterSetName = \"Values\", Mandatory = true), Parameter(ParameterSetName = \"Input\"), AllowEmptyString, AllowEmptyCollection";

    private const string ShouldProcess = "SupportsShouldProcess = true";

    private readonly CodeWriter code = new("Authentik.Commands", Usings);
    private readonly ResourceEntry resource;
    private readonly Mandatory mandatory;

    private CommandEmitter(ResourceEntry resource, Mandatory mandatory)
    {
        this.resource = resource;
        this.mandatory = mandatory;
    }

    /// <summary>The file of a resource's commands.</summary>
    public static string Emit(ResourceEntry resource, Mandatory mandatory)
    {
        var emitter = new CommandEmitter(resource, mandatory);
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
            case Verbs.Set when resource.IsSingle: WriteSingle(Verbs.Set, ShouldProcess, [.. resource.Fields.Where(field => field.IsSentBy(verb))]); break;
            case Verbs.Get: WriteGet(); break;
            case Verbs.Remove: WriteRemove(); break;
            default: WriteNewOrSet(verb); break;
        }

        code.Line();
    }

    private void WriteGet()
    {
        Head(Verbs.Get, "DefaultParameterSetName = \"List\", SupportsPaging = true");
        WriteClass(Verbs.Get, resource.Filters, () =>
        {
            WriteIdentities("ParameterSetName = \"Identity\", ");
            WriteOverrides("IReadOnlyList<Identity> Identities");
        }, WriteFilters);
    }

    // Of what there is one there is nothing to name.
    private void WriteSingle(string verb, string? options, List<FieldEntry> fields)
    {
        Head(verb, options);
        WriteClass(verb, $"{verb}Single", fields, () => WriteOverrides(null), () => WriteFields(fields, isNew: false));
    }

    private void WriteRemove()
    {
        Cmdlet(Verbs.Remove, $"{ShouldProcess}, ConfirmImpact = ConfirmImpact.High");
        WriteClass(Verbs.Remove, [], () =>
        {
            WriteIdentities(string.Empty);
            WriteOverrides("IReadOnlyList<Identity> Identities");
        }, () => { });
    }

    private void WriteNewOrSet(string verb)
    {
        Head(verb, verb == Verbs.New ? $"DefaultParameterSetName = \"Values\", {ShouldProcess}" : ShouldProcess);
        var fields = resource.Fields.Where(field => field.IsSentBy(verb)).ToList();
        WriteClass(verb, fields, () =>
        {
            if (verb == Verbs.Set)
            {
                code.Line("[Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]").Line(IdentityAttributes(", Single = true"));
                code.Line($"public {resource.Noun}Identity? Identity {{ get; set; }}").Line();
            }

            WriteOverrides(verb == Verbs.Set ? "Identity? IdentityToSet" : null);
        }, () => WriteFields(fields, verb == Verbs.New));
    }

    private void Head(string verb, string? options) => Cmdlet(verb, options).Line($"[OutputType(typeof({resource.Noun}))]");

    private CodeWriter Cmdlet(string verb, string? options) =>
        code.Line($"[Cmdlet(VerbsCommon.{verb}, \"Authentik{resource.Noun}\"{(options is null ? string.Empty : $", {options}")})]");

    // A parameter with the name of a member that every command overrides hides that member; C# allows this only in a class below.
    private void WriteClass(string verb, IEnumerable<FieldEntry> fields, Action common, Action parameters) =>
        WriteClass(verb, verb, fields, common, parameters);

    private void WriteClass(string verb, string parent, IEnumerable<FieldEntry> fields, Action common, Action parameters)
    {
        var name = $"{verb}{resource.Noun}Command";
        if (fields.Any(field => Members.IsOverriddenInCommand(field.Parameter)))
        {
            code.Block($"public sealed class {name} : {name}Base", parameters).Line();
            code.Block($"public abstract class {name}Base : {parent}Command", common);
            return;
        }

        code.Block($"public sealed class {name} : {parent}Command", () =>
        {
            common();
            parameters();
        });
    }

    private void WriteIdentities(string set) =>
        code.Line($"[Parameter({set}Mandatory = true, Position = 0, ValueFromPipeline = true)]").Line(IdentityAttributes())
            .Line($"public {resource.Noun}Identity[] Identity {{ get; set; }} = [];").Line();

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
        foreach (var filter in resource.Filters)
        {
            var attributes = $"[Parameter(ParameterSetName = \"List\"), FilterTransform({Literal.Texts([resource.Noun, filter.Name])}), ValidateNotNullOrEmpty";
            WriteParameter(filter, attributes + Completer(filter) + "]");
        }
    }

    private void WriteFields(List<FieldEntry> fields, bool isNew)
    {
        var aliases = Aliases.Of(fields);
        foreach (var field in fields)
        {
            var parameter = isNew && mandatory.Is(field, resource) ? MandatoryParameter : "Parameter";
            var alias = aliases[field].Count == 0 ? string.Empty : $", Alias({Literal.Texts(aliases[field])})";
            var attributes = $"[{parameter}{alias}, FieldTransform({Literal.Texts([resource.Noun, field.Name])})";
            WriteParameter(field, attributes + Completer(field) + "]");
        }
    }

    private void WriteParameter(FieldEntry field, string attributes)
    {
        var hides = Members.HidesInCommand(field.Parameter) ? "new " : string.Empty;
        code.Line().Line(attributes).Line($"public {hides}{ParameterType.Of(field)} {field.Parameter} {{ get; set; }}");
    }

    private static string Completer(FieldEntry field) =>
        ParameterType.Completer(field) is { } completer ? $", ArgumentCompleter(typeof({completer}))" : string.Empty;
}
