using Authentik.Book;
using Authentik.Generator.Book;
using Authentik.Generator.Names;
using Authentik.Generator.Output;

namespace Authentik.Generator.Emit.Commands;

/// <summary>Writes the command class of an action. It declares parameters; the base class does the work.</summary>
internal static class ActionEmitter
{
    private const string PathAlias = "Path";

    private static readonly string[] Usings = ["System.Management.Automation", "System.Security", "Authentik.Book"];

    /// <summary>The file of an action's command.</summary>
    public static string Emit(ActionEntry action, ParameterRules rules)
    {
        var code = new CodeWriter("Authentik.Commands", Usings);
        code.Line($"[Cmdlet({Literal.Texts([action.Verb, $"Authentik{action.Noun}"])}{Options(action)})]");
        IReadOnlyList<string> types = OutputTypes(action) is { Count: > 0 } some ? some : ["void"];
        code.Line($"[OutputType({string.Join(", ", types.Select(type => $"typeof({type})"))})]");

        code.Block($"public sealed class {action.ClassName}Command : {BaseClassOf(action)}", () =>
        {
            code.Line($"protected override ApiAction BookAction => Actions.{action.ClassName};");
            WriteTargets(code, action);
            foreach (var field in action.Fields)
            {
                WriteField(code, action, field, rules);
            }
        });
        return code.ToString();
    }

    /// <summary>The base class of an action's command.</summary>
    public static string BaseClassOf(ActionEntry action) => action switch
    {
        { Returns.IsSecret: true } => "SecretActionCommand",
        { Returns.IsFile: true } => "DownloadActionCommand",
        { Background: not BackgroundKind.None } => "BackgroundActionCommand",
        { Asks: true } => "ConfirmedActionCommand",
        _ => "ActionCommand",
    };

    /// <summary>The types of what an action returns, as C# writes them; none for nothing.</summary>
    public static IReadOnlyList<string> OutputTypes(ActionEntry action) => action switch
    {
        { Background: BackgroundKind.Tasks or BackgroundKind.Task } => ["BackgroundTask"],
        { Background: BackgroundKind.SystemTask } => ["SystemTask"],
        { Returns: { } returns } => OutputTypes(returns),
        _ => [],
    };

    private static IReadOnlyList<string> OutputTypes(ReturnEntry returns) => returns switch
    {
        { IsSecret: true } => ["SecureString", "string"],
        { Type.Resource: { } resource } => [resource.Noun],
        { Type.Shape: { } shape } => [shape.Name],
        { Type.Kind: FieldType.Integer } => ["long"],
        { Type.Kind: FieldType.Boolean } => ["bool"],
        { Type.Kind: FieldType.Json } => ["object"],
        _ => ["string"],
    };

    /// <summary>The class of the identity parameter's items.</summary>
    public static string IdentityTypeOf(ActionEntry action) =>
        action.Targets.Count == 1 ? $"{action.Targets[0].Noun}Identity" : "AnyIdentity";

    /// <summary>The parameter sets, the default first: one for each of the parameters that exclude each other.</summary>
    public static IReadOnlyList<string> ListSets(ActionEntry action) =>
        [.. action.Fields.Where(field => field.Marks.OneOf is not null).Select(field => field.Parameter)];

    private static string Options(ActionEntry action)
    {
        var set = ListSets(action).Select(name => $", DefaultParameterSetName = {Literal.Text(name)}").FirstOrDefault() ?? string.Empty;
        return set + action switch
        {
            { Task: null } => string.Empty,
            { Asks: true } => ", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High",
            _ => ", SupportsShouldProcess = true",
        };
    }

    private static void WriteTargets(CodeWriter code, ActionEntry action)
    {
        if (!action.HasObject)
        {
            return;
        }

        var transform = action.Targets.Count == 1
            ? $"IdentityTransform({Literal.Text(action.Targets[0].Noun)})"
            : $"AnyIdentityTransform({Literal.Texts(action.Targets.Select(target => target.Noun))})";
        code.Line("protected override IReadOnlyList<object?> Targets => Identity;").Line();
        var pipeline = action.Fields.Any(field => field.Marks.Piped) ? string.Empty : ", ValueFromPipeline = true";
        code.Line($"[Parameter(Mandatory = true, Position = 0{pipeline})]");
        code.Line($"[{transform}, ArgumentCompleter(typeof(NameCompleter))]");
        code.Line($"public {IdentityTypeOf(action)}[] Identity {{ get; set; }} = [];");
    }

    private static void WriteField(CodeWriter code, ActionEntry action, FieldEntry field, ParameterRules rules)
    {
        var isMandatory = rules.IsMandatory(field, action);
        var position = FindPosition(action, field, rules) is { } place ? $", Position = {place}" : string.Empty;
        var set = field.Marks.OneOf is null ? string.Empty : $", ParameterSetName = {Literal.Text(field.Parameter)}";
        var parameter = field.Marks.Piped ? $"Parameter(Mandatory = true{set}{position}, ValueFromPipeline = true)"
            : isMandatory ? $"Parameter(Mandatory = true{set}{position}), AllowEmptyString, AllowEmptyCollection"
            : position.Length > 0 ? $"Parameter({position[2..]})"
            : "Parameter";
        var completer = ParameterRules.CompleterOf(field) is { } name ? $", ArgumentCompleter(typeof({name}))" : string.Empty;
        var hides = ReservedNames.HidesInCommand(field.Parameter) ? "new " : string.Empty;
        var aliases = AliasesOf(action, field).Count == 0 ? string.Empty : $", Alias({Literal.Texts(AliasesOf(action, field))})";
        code.Line().Line($"[{parameter}{aliases}, ActionTransform({Literal.Texts([action.Key, field.Name])}){completer}]");
        var type = field.Marks.Piped ? $"{ParameterRules.ItemTypeOf(field)}[]?" : ParameterRules.TypeOf(field);
        code.Line($"public {hides}{type} {field.Parameter} {{ get; set; }}");
    }

    /// <summary>
    /// The position of a parameter, if it has one. The object comes first, then what the pipeline takes, then the first parameter that must
    /// be specified, and the file. A command without them takes the first object that can be specified there.
    /// </summary>
    public static int? FindPosition(ActionEntry action, FieldEntry field, ParameterRules rules)
    {
        FieldEntry?[] candidates =
        [
            action.Fields.FirstOrDefault(one => one.Marks.Piped),
            action.Fields.FirstOrDefault(one => !one.Marks.Piped && rules.IsMandatory(one, action)),
            action.Fields.FirstOrDefault(one => one.Type.Kind == FieldType.File),
        ];
        var placed = candidates.OfType<FieldEntry>().Distinct().ToList();
        if (placed.Count == 0 && action.Fields.FirstOrDefault(one => one.Type.Kind == FieldType.Reference) is { } other)
        {
            placed.Add(other);
        }

        var place = placed.IndexOf(field);
        return place < 0 ? null : place + (action.HasObject ? 1 : 0);
    }

    /// <summary>Other names of a parameter: a file is also a path, unless that is another parameter.</summary>
    public static IReadOnlyList<string> AliasesOf(ActionEntry action, FieldEntry field) =>
        field.Type.Kind == FieldType.File && action.Fields.All(one => one.Parameter != PathAlias) ? [PathAlias] : [];
}
