using Authentik.Generator.Book;
using Authentik.Generator.Names;
using Authentik.Generator.Output;

namespace Authentik.Generator.Emit.Models;

/// <summary>Writes the index of resources and, apart from it, the sets of values and the nested objects.</summary>
/// <remarks>
/// All resources are made at once, by the index; their fields are made when they are first used, so that the first request
/// pays for the resource it needs and not for all, and so that nested objects may hold each other.
/// </remarks>
internal static class IndexEmitter
{
    private static readonly string[] ReadOperations = ["List", "Get"];

    /// <summary>The file of the index.</summary>
    public static string Resources(BookEntry book)
    {
        var code = new CodeWriter("Authentik", "Authentik.Book");
        code.Summary("The resources of authentik that the module knows.").Block("public static partial class Resources", () =>
        {
            foreach (var resource in book.Resources)
            {
                Write(code, resource);
            }

            // The last one: initializers run in the order of the text, and this one needs all others.
            code.Summary("The book: all resources, and the server versions that it describes.");
            var versions = new[] { book.Oldest, book.Newest }.Select(version => $"ServerVersion.Parse({Literal.Text(version.ToString())})");
            code.Line($"public static BookIndex Book {{ get; }} = new({string.Join(", ", versions)},");
            code.Line($"    [{string.Join(", ", book.Resources.Select(resource => resource.Noun))}]);");
        });
        return code.ToString();
    }

    /// <summary>The file of the sets of values.</summary>
    public static string Enums(BookEntry book)
    {
        var code = new CodeWriter("Authentik", "Authentik.Book");
        code.Summary("The sets of values.").Block("internal static class Enums", () =>
        {
            foreach (var values in book.Enums)
            {
                var list = string.Join(", ", values.Values.Select(WriteValue));
                WriteLazy(code, "EnumSet", values.Name, $"new({Literal.Text(values.Name)}, [{list}])");
            }
        });
        return code.ToString();
    }

    /// <summary>The file of the nested objects, embedded resources among them.</summary>
    public static string Shapes(BookEntry book)
    {
        var code = new CodeWriter("Authentik", "Authentik.Book");
        code.Summary("The nested objects.").Block("internal static class Shapes", () =>
        {
            foreach (var shape in book.Shapes)
            {
                var text = shape.TextField is null ? string.Empty : $", TextField: {Literal.Text(shape.TextField)}";
                var address = shape.Address is { } rule
                    ? $", Address: new({Literal.Texts([rule.Field, rule.UnlessField, rule.UnlessValue])})"
                    : string.Empty;
                WriteShape(code, shape.Name, text + address);
            }

            foreach (var name in Embedded(book))
            {
                WriteShape(code, name, string.Empty);
            }
        });
        return code.ToString();
    }

    private static IEnumerable<string> Embedded(BookEntry book)
    {
        var fields = book.Resources.SelectMany(resource => resource.OwnFields).Concat(book.Shapes.SelectMany(shape => shape.Fields));
        return fields.Where(field => field.Type.IsEmbedded).Select(field => field.Type.Name!).Distinct().Order(StringComparer.Ordinal);
    }

    private static void WriteShape(CodeWriter code, string name, string text) =>
        WriteLazy(
            code, "Shape", name, $"new({Literal.Text(name)}, new LazyList<Field>({name}Facts.Fields), static () => new {name}(){text})");

    private static void WriteLazy(CodeWriter code, string type, string name, string value) =>
        code.Line($"private static {type}? made{name};").Line($"public static {type} {name} => made{name} ??= {value};").Line();

    private static string WriteValue(EnumValueEntry value)
    {
        var instead = value.Instead is null ? string.Empty : $", {Literal.Text(value.Instead)}";
        return $"new({Literal.Text(value.Text)}, {FactsEmitter.WriteRange(value.Versions)}, {Literal.Text(value.Help)}{instead})";
    }

    private static void Write(CodeWriter code, ResourceEntry resource)
    {
        code.Summary(Documentation.Describe(resource));
        code.Block($"public static Resource {resource.Noun} {{ get; }} = new()", () =>
        {
            foreach (var fact in Facts(resource))
            {
                code.Line($"{fact},");
            }
        }, "};").Line();
    }

    private static IEnumerable<string> Facts(ResourceEntry resource)
    {
        yield return $"Noun = {Literal.Text(resource.Noun)}";
        yield return $"Title = {Literal.Text(resource.Title)}";
        yield return $"Plural = {Literal.Text(English.Pluralize(resource.Title))}";
        yield return $"Path = {Literal.Text(resource.Path)}";
        yield return $"Operations = {Operations(resource)}";
        yield return $"Versions = {FactsEmitter.WriteRange(resource.Versions)}";
        yield return $"Key = {Literal.Text(resource.Key)}";
        yield return $"Id = {Literal.Text(resource.Id)}";
        yield return $"IdType = FieldType.{resource.IdType}";
        yield return $"Names = [{Literal.Texts(resource.Names)}]";
        if (resource.OtherNames.Count > 0)
        {
            yield return $"OtherNames = [{Literal.Texts(resource.OtherNames)}]";
        }

        if (resource.KnownBy.Count > 0)
        {
            yield return $"KnownBy = [{Literal.Texts(resource.KnownBy)}]";
        }

        if (resource.SearchFinds.Count > 0)
        {
            yield return $"SearchFinds = [{Literal.Texts(resource.SearchFinds)}]";
            yield return $"SearchFindsIn = {FactsEmitter.WriteRange(resource.SearchFindsIn)}";
        }

        var query = resource.ListQuery.Select(pair => $"new({Literal.Texts([pair.Key, pair.Value])})");
        yield return $"ListQuery = [{string.Join(", ", query)}]";
        yield return $"Fields = new LazyList<Field>({resource.Noun}Facts.Fields)";
        yield return $"Filters = new LazyList<Filter>({resource.Noun}Facts.Filters)";
        yield return $"New = static () => new {resource.Noun}()";
        yield return $"NewIdentity = {resource.Noun}Identity.Create";
        if (resource.VerbVersions.Count > 0)
        {
            var limits = resource.VerbVersions.Select(limit => $"[Operations.{limit.Key}] = {FactsEmitter.WriteRange(limit.Value)}");
            yield return $"Limits = new Dictionary<Operations, VersionRange> {{ {string.Join(", ", limits)} }}";
        }

        foreach (var name in TrueFacts(resource))
        {
            yield return $"{name} = true";
        }

        if (resource.MissingFeatures != Feature.None)
        {
            var features = resource.MissingFeatures.ToString().Split(", ").Select(name => $"Feature.{name}");
            yield return $"MissingFeatures = {string.Join(" | ", features)}";
        }

        foreach (var (name, value) in TextFacts(resource))
        {
            if (value is not null)
            {
                yield return $"{name} = {Literal.Text(value)}";
            }
        }

        if (resource.Routing is { } kinds)
        {
            var list = string.Join(", ", kinds.Kinds.Select(WriteKind));
            var route = Literal.Texts([kinds.By, kinds.ObjectField, kinds.Path]);
            yield return $"Routing = new({route}, {FactsEmitter.WriteRange(kinds.Together)}, [{list}])";
        }
    }

    private static IEnumerable<string> TrueFacts(ResourceEntry resource)
    {
        (string Name, bool IsTrue)[] facts =
        [
            ("IsSingle", resource.IsSingle), ("HasShortList", resource.HasShortList), ("IsSuperuserList", resource.IsSuperuserList),
            ("RemovalTouchesOwnAccess", resource.OwnAccess), ("IsData", resource.IsData),
        ];
        return facts.Where(fact => fact.IsTrue).Select(fact => fact.Name);
    }

    private static IEnumerable<(string Name, string? Value)> TextFacts(ResourceEntry resource) =>
        [
            ("IdFilter", resource.IdFilter), ("ModelName", resource.Model), ("Family", resource.FamilyName),
            ("KindsOf", resource.KindsOf), ("Kind", resource.Kind), ("Label", resource.Label),
            ("Alternative", resource.Alternative), ("InterfaceWords", resource.InterfaceWords),
        ];

    private static string WriteKind(KindEntry kind) =>
        $"new({Literal.Texts([kind.Name, kind.Model])}, {FactsEmitter.WriteRange(kind.Versions)})";

    private static string Operations(ResourceEntry resource)
    {
        var names = resource.Verbs.SelectMany(verb => verb == Verbs.Get ? ReadOperations : [verb]).Select(name => $"Operations.{name}");
        return string.Join(" | ", names.DefaultIfEmpty("Operations.None"));
    }
}
