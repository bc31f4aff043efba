using Authentik.Book;

namespace Authentik.Sandboxing.Tests.Support;

/// <summary>Resources written down by hand, for what the book of the day does not have.</summary>
internal static class HandMade
{
    public static readonly VersionRange Always = VersionRange.All;

    /// <summary>A client of a sandbox that keeps users, groups and these.</summary>
    public static Client Client(string version, params Resource[] resources)
    {
        var options = new SandboxOptions
        {
            Version = ServerVersion.Parse(version),
            Token = Support.Client.Token,
            Book = new BookIndex(
                Resources.Book.Oldest,
                Resources.Book.Newest,
                [Resources.Book["User"], Resources.Book["Group"], .. resources]),
            Operations = [.. ApiOperations.All, .. resources.SelectMany(OperationsOf)],
        };
        return new Client(new Sandbox(options), Support.Client.Token);
    }

    // The list of a whole family makes nothing.
    private static IEnumerable<ApiOperation> OperationsOf(Resource resource)
    {
        string[] list = resource.Path.EndsWith("/all/", StringComparison.Ordinal) ? ["GET"] : ["GET", "POST"];
        return
        [
            .. list.Select(method => new ApiOperation(resource.Noun, method, resource.Path, Always)),
            .. new[] { "GET", "PUT", "PATCH", "DELETE" }
                .Select(method => new ApiOperation(resource.Noun, method, resource.Path + "{id}/", Always)),
            new ApiOperation(resource.Noun, "GET", resource.Path + "{id}/used_by/", Always),
        ];
    }

    public static Resource Resource(
        string noun,
        string path,
        IReadOnlyList<Field> fields,
        string? family = null,
        string? model = null,
        string key = "pk",
        IReadOnlyList<Filter>? filters = null) => new()
    {
        Noun = noun,
        Title = noun.ToLowerInvariant(),
        Plural = $"{noun.ToLowerInvariant()}s",
        Path = path,
        Key = key,
        Names = ["name"],
        Family = family,
        ModelName = model,
        Fields = [Read("pk", FieldType.Uuid), .. fields],
        Filters = filters ?? [],
        New = () => throw new NotSupportedException(),
        NewIdentity = (_, _) => throw new NotSupportedException(),
    };

    public static Field Read(string name, FieldType kind = FieldType.Text) => new() { Name = name, Property = name, Type = kind };

    public static Field Write(
        string name,
        FieldType kind = FieldType.Text,
        string? to = null,
        bool required = false,
        bool nullable = false,
        bool list = false,
        params string[] values) => new()
    {
        Name = name,
        Property = name,
        Type = kind,
        RefersTo = to,
        IsNullable = nullable,
        IsList = list,
        Writable = Always,
        Required = required ? Always : VersionRange.None,
        Values = values.Length == 0 ? null : new EnumSet(name, [.. values.Select(value => new EnumValue(value, Always, string.Empty))]),
    };
}
