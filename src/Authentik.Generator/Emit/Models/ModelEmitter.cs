using Authentik.Book;
using Authentik.Generator.Book;
using Authentik.Generator.Names;
using Authentik.Generator.Output;

namespace Authentik.Generator.Emit.Models;

/// <summary>Writes the class of a resource or nested object: its properties, and how they are read from JSON.</summary>
internal sealed class ModelEmitter
{
    private static readonly string[] Usings =
        ["System.Runtime.CompilerServices", "System.Security", "System.Text.Json", "Authentik.Book", "Authentik.Parsing"];

    private readonly CodeWriter code = new("Authentik", Usings);
    private readonly string setter;
    private readonly IReadOnlyList<ResourceEntry> members;
    private readonly FieldNumbers numbers;

    private ModelEmitter(string setter, FieldNumbers numbers, IReadOnlyList<ResourceEntry> members) =>
        (this.setter, this.numbers, this.members) = (setter, numbers, members);

    /// <summary>The file of a resource.</summary>
    public static string Resource(ResourceEntry resource, BookEntry book)
    {
        var members = book.Resources.Where(member => member.Family == resource);
        var emitter = new ModelEmitter("private set", FieldNumbers.Of(resource), [.. members]);
        emitter.WriteResource(resource);
        FactsEmitter.Write(emitter.code, resource);
        return emitter.code.ToString();
    }

    /// <summary>The file of a nested object. People write these, so that their properties can be set.</summary>
    public static string Shape(ShapeEntry shape)
    {
        var emitter = new ModelEmitter("set", FieldNumbers.Of(shape), []);
        emitter.WriteShape(shape);
        FactsEmitter.Write(emitter.code, shape);
        return emitter.code.ToString();
    }

    private void WriteResource(ResourceEntry resource)
    {
        var kind = resource.IsFamily ? "partial" : "sealed partial";
        var parent = resource.Family?.Noun ?? "AuthentikObject";
        code.Summary(Documentation.Describe(resource)).Block($"public {kind} class {resource.Noun} : {parent}", () =>
        {
            code.Line($"internal override Resource? Resource => Resources.{resource.Noun};");
            if (resource.KindsOf is not null)
            {
                code.Line().Summary(Documentation.Kind).Line("public string? Kind => FindKind(Resources.Book);");
            }

            WriteMembers(FieldNumbers.ListOwn(resource), resource);
            WriteRecorded(resource.Fields);
            WriteNames(resource);
        });
    }

    private void WriteNames(ResourceEntry resource)
    {
        foreach (var field in resource.Fields.Where(field => resource.Family?.FindNameProperty(field) is null))
        {
            if (resource.FindNameProperty(field) is { } name)
            {
                code.Line().Summary(Documentation.DescribeName(field));
                code.Line($"public string? {name} => FindName({Literal.Text(field.Name)});");
            }
        }
    }

    private void WriteShape(ShapeEntry shape) =>
        code.Summary(Documentation.Describe(shape)).Block($"public sealed partial class {shape.Name} : AuthentikObject", () =>
        {
            WriteMembers(shape.Fields, owner: null);
            WriteRecorded(shape.Fields);
            if (shape.Subject is { } subject)
            {
                var arguments = $"Resources.{subject.Noun}, {Literal.Text(subject.Field)}";
                code.Line().Line($"internal override AuthentikObject? Represented => CreateRepresented({arguments});");
            }

            if (shape.TextField is { } text)
            {
                var property = shape.Fields.First(field => field.Name == text).Property;
                code.Line().Line("/// <inheritdoc/>").Line($"public override string ToString() => {property} ?? string.Empty;");
                code.Line().Line($"internal override bool IsItsText => {Assumptions(shape)};");
            }
        });

    // What is assumed when somebody writes the nested object as a string.
    private static string Assumptions(ShapeEntry shape) => string.Join(" && ", shape.Fields
        .Where(field => field.Name != shape.TextField)
        .Select(field => $"{field.Property} is null" + (field.Default is { } value ? $" or {Literal.Text(value)}" : string.Empty))
        .DefaultIfEmpty("true"));

    private void WriteMembers(IReadOnlyList<FieldEntry> fields, ResourceEntry? owner)
    {
        foreach (var field in fields)
        {
            var hides = ReservedNames.HidesInModel(field.Property) ? "new " : string.Empty;
            code.Line().Summary(Documentation.Describe(field));
            if (FindVirtual(field, owner) is { } modifier)
            {
                code.Line($"public {modifier} object? {field.Property} => {Target(field, owner)};");
                code.Line().Line($"private {ClrType.PropertyTypeOf(field)} {Target(field, owner)};");
                continue;
            }

            code.Line($"public {hides}{ClrType.PropertyTypeOf(field)} {field.Property} {{ get; {setter}; }}");
        }

        if (fields.Count > 0)
        {
            WriteTable(owner?.Family);
            WriteRead(fields, owner);
            WriteValues(fields);
        }
    }

    // Members of a family can have another type for one of its fields. A property that hides another one breaks ConvertTo-Json, so they
    // share one property.
    private string? FindVirtual(FieldEntry field, ResourceEntry? owner) =>
        FieldNumbers.FindInherited(field, owner) is not null ? "override"
        : members.Any(member => FieldNumbers.ListOwn(member).Any(own => own.Name == field.Name)) ? "virtual"
        : null;

    // What holds the value.
    private string Target(FieldEntry field, ResourceEntry? owner) =>
        FindVirtual(field, owner) is null ? field.Property : char.ToLowerInvariant(field.Property[0]) + field.Property[1..];

    private void WriteRecorded(IEnumerable<FieldEntry> fields)
    {
        if (fields.Where(field => field.IsRecorded).Select(field => field.Name).ToList() is { Count: > 0 } names)
        {
            code.Line().Line($"private static readonly string[] RecordedFields = [{Literal.Texts(names)}];");
            code.Line().Line("internal override IReadOnlyList<string> Recorded => RecordedFields;");
        }
    }

    private void WriteTable(ResourceEntry? family)
    {
        var (hides, parent) = family is null ? (string.Empty, "null") : (" new", $"{family.Noun}.KnownFields");
        var names = numbers.New.SelectMany(field => new[] { field.Name, field.Property });
        var nested = numbers.Nested.Select(number => $", {number}");
        var table = $"new({parent}, [{Literal.Texts(names)}]{string.Concat(nested)})";
        code.Line().Line($"internal static{hides} readonly FieldTable KnownFields = {table};");
        code.Line().Line("internal override FieldTable Known => KnownFields;");
    }

    private void WriteRead(IReadOnlyList<FieldEntry> fields, ResourceEntry? owner) =>
        WriteHot().Block("internal override FieldFit Read(int field, ref Utf8JsonReader json)", () =>
        {
            code.Line("FieldFit fit;").Block("switch (field)", () =>
            {
                foreach (var field in fields)
                {
                    code.Line($"case {numbers.Of(field)}: fit = {ReadCall(field, Target(field, owner))} return fit;");
                }

                code.Line("default: return base.Read(field, ref json);");
            });
        });

    // A list calls it so often in the first second that compiling it well at once is worth the time.
    private CodeWriter WriteHot() =>
        code.Line().Line("/// <inheritdoc/>").Line("[MethodImpl(MethodImplOptions.AggressiveOptimization)]");

    private static string ReadCall(FieldEntry field, string property)
    {
        var (reader, local) = (ClrType.ReaderOf(field), Local(field));
        if (field.Marks.Lines is not null)
        {
            var text = field.Type.Shape!.Fields.First(inner => inner.Name == field.Type.Shape.TextField).Property;
            var ofLine = $"static line => new {field.Type.Name} {{ {text} = line }}";
            return $"JsonFields.ReadListOrLines<{field.Type.Name}>(ref json, {ofLine}, out var {local}); {property} = {local};";
        }

        if (!field.Type.IsList)
        {
            return $"JsonFields.{reader}(ref json, out {ClrType.PropertyTypeOf(field)} {local}); {property} = {local};";
        }

        if (field.Type.Kind == FieldType.Reference && ClrType.IsStruct(field))
        {
            var details = field.Marks.NamedBy is { } name ? Literal.Text(name) : "null";
            var references = $"JsonFields.ReadReferences<{ClrType.ItemTypeOf(field)}>";
            return $"{references}(ref json, JsonFields.{reader}, this, {details}, out var {local}); {property} = {local};";
        }

        var list = ClrType.IsStruct(field) ? "ReadStructList" : "ReadList";
        return $"JsonFields.{list}<{ClrType.ItemTypeOf(field)}>(ref json, JsonFields.{reader}, out var {local}); {property} = {local};";
    }

    // The sections of a switch share one scope, so every local needs a name of its own.
    private static string Local(FieldEntry field) => $"read{field.Property}";

    private void WriteValues(IReadOnlyList<FieldEntry> fields) =>
        WriteHot().Block("internal override object? ValueOf(int field) => field switch", () =>
        {
            foreach (var field in fields)
            {
                code.Line($"{numbers.Of(field)} => {field.Property},");
            }

            code.Line("_ => base.ValueOf(field),");
        }, "};");
}
