using System.Globalization;
using System.Text.Json.Nodes;
using Authentik.Book;
using Authentik.Configuration.Files;

namespace Authentik.Configuration.Tests.Files;

/// <summary>Objects of every kind are read as they were written, with whatever values their fields can have.</summary>
public class WholeBookTests
{
    private static readonly string[] Texts =
        ["", "a", "no", "0123", " x ", "a: b\n", "{}", "<<<<<<< x\n", "é\U0001F600", "a\r\nb", "~", "日本"];

    public static TheoryData<string> Kinds =>
        [.. Resources.Book.ListConfiguration().Select(resource => resource.Noun)];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Every_value_is_read_as_it_was_written(string noun)
    {
        var resource = Resources.Book[noun];
        foreach (var options in new FolderWriteOptions[] { new(), new() { Full = true }, new() { Format = DocumentFormats.Json } })
        {
            using var folder = new TestFolder();
            ConfigurationObject[] objects =
                [.. Enumerable.Range(0, resource.IsSingle ? 1 : 12).Select(seed => Create(resource, new Random(seed), seed))];
            folder.Export(options, objects);
            var content = await folder.ReadAsync();
            Assert.Empty(content.Notices);
            Assert.Equal(Describe(objects), Describe(content.Objects));
            Assert.Empty(folder.Export(options, objects).Written);
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task An_object_with_nothing_but_its_name_is_read(string noun)
    {
        var resource = Resources.Book[noun];
        using var folder = new TestFolder();
        folder.Export(Create(resource, new Random(1), 1, resource.KnownBy));
        Assert.Single((await folder.ReadAsync()).Objects);
    }

    private static IEnumerable<string> Describe(IEnumerable<ConfigurationObject> objects) =>
        objects.Select(one => one.Values.ToJsonString()).Order(StringComparer.Ordinal);

    private static ConfigurationObject Create(Resource resource, Random random, int number, IReadOnlyList<string>? only = null)
    {
        var values = new JsonObject();
        foreach (var field in ConfigurationKinds.FieldsOf(resource).Where(field => resource.KnownBy.Contains(field.Name)
            || ConfigurationKinds.IsConfiguration(resource, field)))
        {
            if (only?.Contains(field.Name) != false)
            {
                values[field.Name] = resource.KnownBy.Contains(field.Name) && field.ReferencedNouns.Count == 0
                    ? $"Name {number.ToString(CultureInfo.InvariantCulture)}"
                    : CreateValue(field, random);
            }
        }

        JsonNode name = resource.IsSingle ? resource.Title : number;
        return new ConfigurationObject(resource, values) { Name = name, Key = ObjectKey.Of(resource, name) };
    }

    private static JsonNode? CreateValue(Field field, Random random)
    {
        if (field.IsSecret)
        {
            return SecretReference.Write("a/b");
        }

        if (random.Next(4) == 0 && FieldDefault.TryFind(field, out var usual))
        {
            return usual;
        }

        return field.IsList
            ? new JsonArray([.. Enumerable.Range(0, random.Next(3)).Select(_ => CreateItem(field, random))])
            : CreateItem(field, random);
    }

    private static JsonNode? CreateItem(Field field, Random random) => field switch
    {
        { ReferencedNouns: [var noun] } => CreateName(Resources.Book[noun], random),
        { ReferencedNouns: [var first, ..] } => new JsonObject
        {
            [ObjectKey.RootOf(Resources.Book[first])] = CreateName(Resources.Book[first], random),
        },
        { Shape: { } shape } => new JsonObject(shape.Fields.Where(part => field == RoleObjectPermissions.Field || random.Next(2) == 0)
            .Select(part => KeyValuePair.Create(part.Name, CreateValue(part, random)))),
        { Type: FieldType.Integer } => random.Next(-5, 100),
        { Type: FieldType.Number } => random.Next(100) / 4.0,
        { Type: FieldType.Boolean } => random.Next(2) == 0,
        { Type: FieldType.Date } => "2026-12-31T12:00:00.123456Z",
        { Type: FieldType.Duration } => $"hours={random.Next(9)}",
        { Type: FieldType.Uuid } => Guid.Empty.ToString(),
        { Type: FieldType.Json } => new JsonObject { ["a"] = Texts[random.Next(Texts.Length)], ["b"] = new JsonArray(1, null, "no") },
        _ => Texts[random.Next(Texts.Length)],
    };

    private static JsonNode CreateName(Resource resource, Random random)
    {
        if (resource.KnownBy.Count == 0 || ObjectKey.IsSimple(resource))
        {
            return Texts[random.Next(1, Texts.Length)];
        }

        return new JsonObject(resource.KnownBy.Select(part => KeyValuePair.Create(part, CreateItem(resource.GetField(part), random))));
    }
}
