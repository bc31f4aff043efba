using System.Text.Json;
using System.Text.Json.Nodes;
using Authentik.Book;
using Authentik.Parts;

namespace Authentik.Configuration.Files;

/// <summary>Writes objects as files: a document in the folder of the kind, and code in files of its own beside it.</summary>
internal sealed class ObjectFiles(FolderWriteOptions options)
{
    /// <summary>The files of all objects, in the order of their paths.</summary>
    public IReadOnlyList<ExportedFile> Write(IEnumerable<ConfigurationObject> objects) =>
    [
        .. objects.GroupBy(one => one.Resource.Noun, StringComparer.Ordinal)
            .SelectMany(kind => WriteKind([.. kind]))
            .OrderBy(file => file.Path, StringComparer.Ordinal),
    ];

    private IEnumerable<ExportedFile> WriteKind(IReadOnlyCollection<ConfigurationObject> objects)
    {
        var names = FileNames.Choose(objects);
        return objects.SelectMany(one => WriteObject(one, names[one.Key]));
    }

    private List<ExportedFile> WriteObject(ConfigurationObject one, string name)
    {
        var files = new List<ExportedFile>();
        var document = new JsonObject();
        foreach (var field in ConfigurationKinds.FieldsOf(one.Resource).Where(field => IsWritten(one, field)))
        {
            var value = one.Values[field.Name];
            document[field.Name] = one.Unknown.Contains(field.Name) ? UnknownValue.Write() : FindCode(field, value) is { } code
                ? FileReference.Write(AddCode(files, one.Resource, CodeFileName(one.Resource, field, name), code))
                : KeyOrder.Copy(field, value);
        }

        var text = WriteComment(one) + options.Format.Write(document);
        var id = Renames.CanBe(one.Resource) ? one.Id : null;
        files.Add(CreateFile(one.Resource, $"{name}.{options.Format.Extension}", text) with { Id = id });
        return files;
    }

    // Whatever the caller does, a secret isn't written.
    private bool IsWritten(ConfigurationObject one, Field field) => one.Unknown.Contains(field.Name) || HasValue(one, field);

    private bool HasValue(ConfigurationObject one, Field field) =>
        one.Values.TryGetPropertyValue(field.Name, out var value)
        && (!field.IsSecret || SecretCheck.IsAllowed(value))
        && (options.Full || !IsDefault(field, value));

    private static bool IsDefault(Field field, JsonNode? value) =>
        FieldDefault.TryFind(field, out var usual) && JsonEquality.AreSame(usual, value);

    private static string? FindCode(Field field, JsonNode? value) =>
        field is { Code: not null, IsSecret: false } && value?.GetValueKind() == JsonValueKind.String
        && value.GetValue<string>() is { Length: > 0 } text && PlainText.CanBeFile(text)
            ? text
            : null;

    private static string AddCode(List<ExportedFile> files, Resource resource, string name, string code)
    {
        files.Add(CreateFile(resource, name, code));
        return name;
    }

    // The field is named where the extension alone doesn't tell: where a kind has several, or documents have the same.
    private static string CodeFileName(Resource resource, Field field, string name) =>
        DocumentFormats.IsDocument(field.Code!) || resource.Fields.Count(one => one.Code is not null) > 1
            ? $"{name}.{field.Name}.{field.Code}"
            : $"{name}.{field.Code}";

    private string WriteComment(ConfigurationObject one) =>
        options.Format.CommentMark is { } mark && one.ManagedBy is { Length: > 0 } manager
            ? $"{mark} Managed by authentik's blueprint {VisibleText.Show(manager)}.\n"
            : string.Empty;

    private static ExportedFile CreateFile(Resource resource, string name, string text) =>
        new($"{resource.Noun}/{name}", PlainText.Encode(text));
}
