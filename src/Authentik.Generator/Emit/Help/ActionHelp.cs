using Authentik.Book;
using Authentik.Commands;
using Authentik.Generator.Book;
using Authentik.Generator.Emit.Commands;
using Authentik.Generator.Emit.Help.Around;
using Authentik.Generator.Names;

namespace Authentik.Generator.Emit.Help;

/// <summary>Makes the help of actions from the book, and from what their compiled base classes declare.</summary>
internal sealed class ActionHelp(BookEntry book, CompiledCommands compiled)
{
    private readonly ParameterRules rules = new(book);
    private readonly PermissionText permissions = new(book);

    /// <summary>The help of one action.</summary>
    public CommandHelp Describe(ActionEntry action) => new()
    {
        Name = action.CommandName,
        Synopsis = action.Help[0],
        Description = [.. action.Help.Skip(1), .. DescribeBehavior(action), .. DescribeOperations(action)],
        Sets = ActionEmitter.ListSets(action) is { Count: > 0 } sets ? sets : [ParameterSets.Values],
        Parameters = [.. ListParameters(action)],
        Inputs = DescribeInput(action),
        Outputs = DescribeOutput(action),
        Examples = action.Examples,
        Links = [.. action.Targets.Where(target => target.Verbs.Contains(Verbs.Get)).Select(target => target.CommandName(Verbs.Get))],
    };

    private static string? DescribeInput(ActionEntry action)
    {
        var piped = action.Fields.Where(field => field.Marks.Piped).ToList();
        return piped is [{ Type.Kind: FieldType.Text } text] ? $"Strings for -{text.Parameter}{DescribeNamed(text)}"
            : piped.Count > 0 ? $"{English.JoinWithOr([.. piped.Select(field => $"Authentik.{field.Type.Name}")])}, names and ids"
            : action.HasObject ? $"{ListTypes(action)}, names and ids{DescribeOtherInput(action)}"
            : null;
    }

    private static string DescribeNamed(FieldEntry text) => text.Marks.StoredFile ? ", and objects or rows with a Name" : string.Empty;

    private static string DescribeOtherInput(ActionEntry action)
    {
        var references = action.Fields.Where(field => field.Type is { Kind: FieldType.Reference, IsList: false }).ToList();
        return references is [{ Type.Resource: { } resource } one]
            ? $"; if -Identity is specified, Authentik.{resource.Noun} for -{one.Parameter}"
            : string.Empty;
    }

    private static string? DescribeOutput(ActionEntry action)
    {
        var types = string.Join(" or ", ActionEmitter.OutputTypes(action).Select(NameType));
        return types.Length == 0 ? null : action.Returns is null ? $"{types} with -Wait" : types;
    }

    private static string ListTypes(ActionEntry action) =>
        English.JoinWithOr([.. action.Targets.Select(target => $"Authentik.{target.Noun}")]);

    private static IEnumerable<string> DescribeBehavior(ActionEntry action) =>
    [
        .. action.Asks ? ["The command asks for confirmation. Use -Force to run it without a question."] : Array.Empty<string>(),
        .. action.OwnAccess ? [VerbText.OwnAccess] : Array.Empty<string>(),
        .. action.Fields.Any(field => !field.Marks.Piped) ? VerbText.ScriptBlocks : [],
    ];

    private IEnumerable<string> DescribeOperations(ActionEntry action)
    {
        var operations = action.Calls.SelectMany(call => call.Operations).ToList();
        var calls = operations.Select(operation => $"{operation.Method} {operation.Path}").Distinct();
        yield return $"API operation: {string.Join(", ", calls)}.";
        foreach (var paragraph in permissions.Describe(operations))
        {
            yield return action.HasObject ? $"{paragraph} To find objects by their names, their view permissions." : paragraph;
        }

        if (!action.Versions.IsAll)
        {
            yield return $"Server versions: {action.Versions.Describe()}.";
        }

        if (action.Otherwise is { } hint)
        {
            yield return $"On other versions: {hint}";
        }
    }

    private IEnumerable<ParameterHelp> ListParameters(ActionEntry action)
    {
        var own = action.Fields.OrderByDescending(field => field.Marks.Piped).Select(field => Describe(action, field));
        var inherited = compiled.ListParameters(ActionEmitter.BaseClassOf(action));
        return
        [
            .. action.HasObject ? [DescribeIdentity(action)] : Array.Empty<ParameterHelp>(),
            .. own.OrderByDescending(parameter => parameter.IsRequired),
            .. inherited,
            .. action.Task is null ? [] : ParameterHelp.ShouldProcess,
        ];
    }

    private ParameterHelp Describe(ActionEntry action, FieldEntry field) =>
        FieldHelp.DescribeField(
            field,
            field.Marks.Piped || rules.IsMandatory(field, action),
            ActionEmitter.AliasesOf(action, field),
            DescribeKinds(action, field)) with
        {
            Position = ActionEmitter.FindPosition(action, field, rules),
            TakesPipeline = field.Marks.Piped,
            Sets = field.Marks.OneOf is null ? null : [field.Parameter],
        };

    private static string? DescribeKinds(ActionEntry action, FieldEntry field)
    {
        if (field.Marks.Only is not { } only)
        {
            return null;
        }

        var kinds = action.Targets.Where(target => only.Contains(target.Noun)).Select(target => Articles.AddTo(target.Title));
        return $"Only for {English.JoinWithOr([.. kinds])}.";
    }

    private static ParameterHelp DescribeIdentity(ActionEntry action)
    {
        var titles = English.JoinWithOr([.. action.Targets.Select(target => Articles.AddTo(target.Title))]);
        var form = action.Targets.Count == 1 ? FieldHelp.DescribeIdentity(action.Targets[0]) : "a name or slug, or the object";
        var text = $"Specifies {titles}. Use {form}. Separate several with commas.";
        return new("Identity", $"{ActionEmitter.IdentityTypeOf(action)}[]", [text])
        {
            IsRequired = true,
            Position = 0,
            TakesPipeline = action.Fields.All(field => !field.Marks.Piped),
        };
    }

    private static string NameType(string type) => type switch
    {
        "string" => "String",
        "long" => "Int64",
        "bool" => "Boolean",
        "object" => "Object",
        "SecureString" => type,
        _ => $"Authentik.{type}",
    };
}
