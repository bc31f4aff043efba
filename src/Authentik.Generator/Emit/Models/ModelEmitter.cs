using Authentik.Book;
using Authentik.Generator.Book;
using Authentik.Generator.Names;
using Authentik.Generator.Output;

namespace Authentik.Generator.Emit.Models;

/// <summary>Writes the class of a resource or nested object: its properties, and how they are read from JSON.</summary>
internal sealed class ModelEmitter
{
    private static readonly string[] Usings = ["System.Security", "System.Text.Json", "Authentik.Book"];

    private readonly CodeWriter code = new("Authentik", Usings);
    private readonly string setter;
    private readonly IReadOnlyList<ResourceEntry> members;

    private ModelEmitter(string setter, IReadOnlyList<ResourceEntry> members) => (this.setter, this.members) = (setter, members);

    /// <summary>The file of a resource.</summary>
    public static string Resource(ResourceEntry resource, BookEntry book)
    {
        var emitter = new ModelEmitter("private set", [.. book.Resources.Where(member => member.Family == resource)]);
        emitter.WriteResource(resource);
        FactsEmitter.Write(emitter.code, resource);
        return emitter.code.ToString();
    }

    /// <summary>The file of a nested object. People write these, so that their properties can be set.</summary>
    public static string Shape(ShapeEntry shape)
    {
        var emitter = new ModelEmitter("set", []);
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

            WriteMembers([.. resource.OwnFields.Where(field => HasProperty(field, resource))], resource);
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
        .Select(field => $"{field.Property} is null" + (field.Marks.Default is { } value ? $" or {Literal.Text(value)}" : string.Empty))
        .DefaultIfEmpty("true"));

    // A field that the family already reads into a property of the same type needs no second one.
    private static bool HasProperty(FieldEntry field, ResourceEntry resource) =>
        field.IsRead
        && (Inherited(field, resource) is not { } inherited || ClrType.PropertyTypeOf(inherited) != ClrType.PropertyTypeOf(field));

    private static FieldEntry? Inherited(FieldEntry field, ResourceEntry? resource) =>
        resource?.Family?.Field(field.Name) is { IsRead: true } inherited ? inherited : null;

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
            WriteRead(fields, owner);
            WriteSwitch("object? ValueOf", fields, field => field.Property);
            WriteSwitch("string? PropertyOf", fields, field => Literal.Text(field.Property));
        }
    }

    // Members of a family can have another type for one of its fields. A property that hides another one breaks ConvertTo-Json, so they
    // share one property.
    private string? FindVirtual(FieldEntry field, ResourceEntry? owner) =>
        Inherited(field, owner) is not null ? "override"
        : members.Any(member => member.OwnFields.Any(own => own.Name == field.Name && HasProperty(own, member))) ? "virtual"
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

    private void WriteRead(IReadOnlyList<FieldEntry> fields, ResourceEntry? owner) =>
        code.Line().Line("/// <inheritdoc/>").Block("protected override FieldFit Read(string field, JsonElement value)", () =>
        {
            code.Line("FieldFit fit;").Block("switch (field)", () =>
            {
                foreach (var field in fields)
                {
                    code.Line($"case {Literal.Text(field.Name)}: fit = {ReadCall(field, Target(field, owner))} return fit;");
                }

                code.Line("default: return base.Read(field, value);");
            });
        });

    private static string ReadCall(FieldEntry field, string property)
    {
        var (reader, local) = (ClrType.ReaderOf(field), Local(field));
        if (field.Marks.Lines is not null)
        {
            var text = field.Type.Shape!.Fields.First(inner => inner.Name == field.Type.Shape.TextField).Property;
            var ofLine = $"static line => new {field.Type.Name} {{ {text} = line }}";
            return $"JsonFields.ReadListOrLines<{field.Type.Name}>(value, {ofLine}, out var {local}); {property} = {local};";
        }

        if (!field.Type.IsList)
        {
            return $"JsonFields.{reader}(value, out {ClrType.PropertyTypeOf(field)} {local}); {property} = {local};";
        }

        if (field.Type.Kind == FieldType.Reference && ClrType.IsStruct(field))
        {
            var details = field.Marks.NamedBy is { } name ? Literal.Text(name) : "null";
            return $"JsonFields.ReadReferences<{ClrType.ItemTypeOf(field)}>(value, JsonFields.{reader}, this, {details}, out var {local}); "
                + $"{property} = {local};";
        }

        return ClrType.IsStruct(field)
            ? $"JsonFields.ReadStructList<{ClrType.ItemTypeOf(field)}>(value, JsonFields.{reader}, out var {local}); {property} = {local};"
            : $"JsonFields.ReadList<{ClrType.ItemTypeOf(field)}>(value, JsonFields.{reader}, out var {local}); {property} = {local};";
    }

    // The sections of a switch share one scope, so every local needs a name of its own.
    private static string Local(FieldEntry field) => $"read{field.Property}";

    private void WriteSwitch(string member, IReadOnlyList<FieldEntry> fields, Func<FieldEntry, string> value)
    {
        var name = member.Split(' ')[1];
        code.Line().Line("/// <inheritdoc/>").Block($"protected internal override {member}(string field) => field switch", () =>
        {
            foreach (var field in fields)
            {
                code.Line($"{Literal.Text(field.Name)} => {value(field)},");
            }

            code.Line($"_ => base.{name}(field),");
        }, "};");
    }
}
