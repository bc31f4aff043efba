using Authentik.Book;
using Authentik.Generator.Book;
using Authentik.Generator.Output;

namespace Authentik.Generator.Emit.Models;

/// <summary>Writes the book's facts about fields and filters for the client.</summary>
internal static class FactsEmitter
{
    /// <summary>The facts of a resource.</summary>
    public static void Write(CodeWriter code, ResourceEntry resource) => Write(code, resource.Noun, () =>
    {
        WriteList(code, "Field", "Fields", resource.Fields.Select(field =>
            WriteField(field, field.IsSent ? field.Parameter : null, field.Part)));
        code.Line();
        WriteList(code, "Filter", "Filters", resource.Filters.Select(WriteFilter));
    });

    /// <summary>The facts of a nested object. Its fields are written by their properties' names.</summary>
    public static void Write(CodeWriter code, ShapeEntry shape) => Write(code, shape.Name, () =>
        WriteList(code, "Field", "Fields", shape.Fields.Select(field => WriteField(field, field.IsSent ? field.Property : null))));

    /// <summary>The facts of a parameter of an action.</summary>
    public static string WriteField(FieldEntry field) => WriteField(field, field.Parameter);

    /// <summary>A range of versions.</summary>
    public static string WriteRange(VersionRange range)
    {
        if (range.IsAll)
        {
            return "VersionRange.All";
        }

        return range.IsNone ? "VersionRange.None" : $"VersionRange.Parse({Literal.Text(range.ToString())})";
    }

    private static void Write(CodeWriter code, string owner, Action lists) =>
        code.Line().Summary($"What the book says of {owner}.").Block($"internal static class {owner}Facts", lists);

    private static void WriteList(CodeWriter code, string type, string name, IEnumerable<string> items) =>
        code.Block($"internal static {type}[] {name}() => new {type}[]", () =>
        {
            foreach (var item in items)
            {
                code.Line($"new() {{ {item} }},");
            }
        }, "};");

    private static string WriteField(FieldEntry field, string? parameter, string? part = null)
    {
        var facts = new List<string>();
        AddText(facts, "Name", field.Name);
        AddText(facts, "Property", field.Property);
        AddText(facts, "Parameter", parameter);
        AddType(facts, field.Type);
        AddIf(facts, field.Type.IsNullable, () => "IsNullable = true");
        AddIf(facts, field.Marks.NoNull, () => "RefusesNull = true");
        AddIf(facts, field.Marks.Secret, () => "IsSecret = true");
        AddIf(facts, field.Marks.WriteOnly, () => "IsWriteOnly = true");
        AddIf(facts, field.Marks.Resend, () => "IsResent = true");
        AddIf(facts, field.Marks.OnlyVerb is not null, () => $"SentBy = Operations.{field.Marks.OnlyVerb}");
        AddIf(facts, field.Marks.Merge, () => "IsMerged = true");
        AddText(facts, "OneOf", field.Marks.OneOf);
        AddIf(facts, field.Marks.Readable is not null, () => $"Readable = {WriteRange(field.Readable)}");
        AddIf(facts, field.Marks.Unique, () => "IsUnique = true");
        AddIf(facts, !field.Versions.IsAll, () => $"Versions = {WriteRange(field.Versions)}");
        AddIf(facts, !field.Writable.IsNone, () => $"Writable = {WriteRange(field.Writable)}");
        AddIf(facts, !field.Required.IsNone, () => $"Required = {WriteRange(field.Required)}");
        AddIf(facts, field.Marks.Lines is not null, () => $"AsLines = {WriteRange(field.Marks.Lines!)}");
        AddMinutes(facts, field);
        AddTargets(facts, field);
        AddIf(facts, field.Marks.Only is not null, () => $"OnlyForKinds = [{Literal.Texts(field.Marks.Only!)}]");
        AddText(facts, "Alternative", field.Alternative);
        AddText(facts, "Default", field.Default);
        AddIf(facts, field.Marks.Varies, () => "DefaultVaries = true");
        AddText(facts, "Code", field.Marks.Code);
        AddIf(facts, field.Marks.Data, () => "IsData = true");
        AddIf(facts, field.Marks.Internal, () => "IsInternal = true");
        AddIf(facts, field.Marks.Target, () => "IsTargetId = true");
        AddIf(facts, field.Marks.Named, () => "IsNamedByGet = true");
        AddIf(facts, field.IsRecorded, () => "IsRecorded = true");
        AddIf(facts, field.Marks.Query is not null, () => $"InQuery = {WriteRange(field.Marks.Query!)}");
        AddIf(facts, field.Marks.Path, () => "IsInPath = true");
        AddIf(facts, field.Marks.Piped, () => "IsPiped = true");
        AddIf(facts, field.Marks is { Piped: true, StoredFile: true }, () => "NamedBy = \"StoredFile\"");
        AddIf(facts, field.Marks.Body, () => "IsWholeBody = true");
        AddText(facts, "Via", field.Marks.Via);
        if (field.Marks.With is { } with)
        {
            facts.Add($"With = new({Literal.Texts([with.Key, with.Value])})");
        }

        AddText(facts, "From", field.Marks.From);
        AddText(facts, "SlugOf", field.Marks.SlugOf);
        AddText(facts, "NextOf", field.Marks.NextOf);
        AddText(facts, "Preset", field.Marks.Preset);
        AddText(facts, "SentPart", field.Marks.By);
        AddIf(facts, field.Marks.NoHyphens, () => "OmitsHyphens = true");
        AddText(facts, "TypesOf", field.TypesOf?.Noun);
        AddIf(facts, field.Type.Kind == FieldType.NewObject, () => $"Creates = {WriteCreated(field)}");
        AddText(facts, "SingleUser", field.Marks.UsedBy);
        AddIf(facts, FitText.IsNeeded(field.Marks), () => $"Fits = {FitText.Write(field.Marks)}");
        AddIf(facts, field.Marks.OwnAccess, () => "TouchesOwnAccess = true");
        AddText(facts, "Part", part);
        return string.Join(", ", facts);
    }

    private static string WriteCreated(FieldEntry field)
    {
        var type = field.Marks.TypeIn is { } name ? Literal.Text(name) : "null";
        return $"new({Literal.Text(field.Type.Name!)}, [{Literal.Texts(field.Marks.Without ?? [])}], {type})";
    }

    private static string WriteFilter(FieldEntry filter)
    {
        var facts = new List<string>();
        AddText(facts, "Name", filter.Name);
        AddText(facts, "Parameter", filter.Parameter);
        AddType(facts, filter.Type);
        AddTargets(facts, filter);
        AddIf(facts, !filter.Versions.IsAll, () => $"Versions = {WriteRange(filter.Versions)}");
        AddIf(facts, !filter.Required.IsNone, () => $"Required = {WriteRange(filter.Required)}");
        AddMinutes(facts, filter);
        AddIf(facts, filter.Marks.Part, () => "IsPart = true");
        AddIf(facts, filter.Marks.NoHyphens, () => "OmitsHyphens = true");
        AddIf(facts, filter.Marks.Main, () => "IsMain = true");
        AddText(facts, "SentPart", filter.Marks.By);
        AddText(facts, "About", filter.Marks.About);
        AddText(facts, "Alternative", filter.Alternative);
        return string.Join(", ", facts);
    }

    private static void AddMinutes(List<string> facts, FieldEntry field) =>
        AddIf(facts, field.Marks.Minutes is not null, () => $"AsMinutes = {WriteRange(field.Marks.Minutes!)}");

    private static void AddTargets(List<string> facts, FieldEntry field) =>
        AddIf(facts, field.Targets.Count > 0, () => $"TargetNouns = [{Literal.Texts([.. field.Targets.Select(kind => kind.Noun)])}]");

    private static void AddType(List<string> facts, TypeEntry type)
    {
        facts.Add($"Type = FieldType.{type.Kind}");
        AddIf(facts, type.IsList, () => "IsList = true");
        AddIf(facts, type.Kind == FieldType.Enum, () => $"Values = Enums.{type.Name}");
        AddText(facts, "RefersTo", type.Kind == FieldType.Reference ? type.Name : null);
        AddIf(facts, type.Kind == FieldType.Shape, () => $"Shape = Shapes.{type.Name}");
    }

    private static void AddText(List<string> facts, string name, string? value) =>
        AddIf(facts, value is not null, () => $"{name} = {Literal.Text(value!)}");

    private static void AddIf(List<string> facts, bool condition, Func<string> fact)
    {
        if (condition)
        {
            facts.Add(fact());
        }
    }
}

/// <summary>Writes which objects fit a field.</summary>
internal static class FitText
{
    /// <summary>True if some objects fit better than others.</summary>
    public static bool IsNeeded(Marks marks) => marks.KindIn is not null || marks.Fits is { } words && !words.SequenceEqual([FitWords.Any]);

    /// <summary>The fact.</summary>
    public static string Write(Marks marks)
    {
        if (marks.KindIn is { } field)
        {
            return $"new() {{ KindField = {Literal.Text(field)} }}";
        }

        var filters = marks.Fits!.Select(FitWords.ReadFilter).OfType<KeyValuePair<string, string>>().ToList();
        return filters.Count == 0
            ? $"new() {{ Kinds = [{Literal.Texts(marks.Fits!)}] }}"
            : $"new() {{ Filters = [{string.Join(", ", filters.Select(filter => $"new({Literal.Texts([filter.Key, filter.Value])})"))}] }}";
    }
}
