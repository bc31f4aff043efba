using Authentik.Sandboxing.Http;
using Authentik.Sandboxing.State;
using Authentik.Sandboxing.Store;

namespace Authentik.Sandboxing.Actions.Administration;

/// <summary>The files of the server: icons, logos and backgrounds. Their content isn't kept.</summary>
internal static class FileActions
{
    private const string Path = "/admin/file/";
    private const string Name = "name";

    private const string WrongName =
        "File name can only contain letters (a-z, A-Z), numbers (0-9), dots (.), hyphens (-), underscores (_), forward slashes (/), "
        + "and the placeholder %(theme)s for theme-specific files";

    private static readonly Dictionary<string, string> Types = new(StringComparer.OrdinalIgnoreCase)
    {
        [".png"] = "image/png",
        [".jpg"] = "image/jpeg",
        [".jpeg"] = "image/jpeg",
        [".gif"] = "image/gif",
        [".svg"] = "image/svg+xml",
        [".ico"] = "image/x-icon",
        [".webp"] = "image/webp",
    };

    // The fields that contain names of files.
    private static readonly (string Path, string Field)[] Users =
    [
        ("/core/applications/", "meta_icon"),
        ("/sources/all/", "icon"),
        ("/flows/instances/", "background"),
        ("/core/brands/", "branding_logo"),
        ("/core/brands/", "branding_favicon"),
        ("/core/brands/", "branding_default_flow_background"),
    ];

    public static ListAction[] OfLists { get; } =
    [
        new("GET", Path, List),
        new("POST", Path, Create),
        new("DELETE", Path, Delete),
        new("GET", Path + "used_by/", FindUsers),
    ];

    private static ApiResponse List(ServerState state, ApiRequest request)
    {
        var search = request.FindValue("search") ?? string.Empty;
        var names = state.Files.Where(name => name.Contains(search, StringComparison.OrdinalIgnoreCase)).Order(StringComparer.Ordinal);
        return Responses.Ok(new JsonArray([.. names.Select(name => new JsonObject
        {
            [Name] = name,
            ["mime_type"] = FindType(name),
            ["url"] = $"{request.Origin}{state.UrlPrefix}/files/media/public/{name}",
            ["themed_urls"] = null,
        })]));
    }

    private static string FindType(string name) =>
        Types.GetValueOrDefault(global::System.IO.Path.GetExtension(name), "application/octet-stream");

    private static ApiResponse Create(ServerState state, ApiRequest request) => MultipartForm.Read(request, form =>
    {
        if (form.Find("file") is not { FileName: { } own } file)
        {
            return Responses.BadRequest(new JsonObject { ["file"] = new JsonArray("No file was submitted.") });
        }

        if (file.Content.Length == 0)
        {
            return Responses.BadRequest(new JsonObject { ["file"] = new JsonArray("The submitted file is empty.") });
        }

        var name = form.Find(Name)?.Text is { Length: > 0 } wanted ? wanted : own;
        return RejectName(state, name) ?? Add(state, name);
    });

    private static ApiResponse? RejectName(ServerState state, string name)
    {
        var isPlain = name.All(c => char.IsAsciiLetterOrDigit(c) || "._-/%()".Contains(c, StringComparison.Ordinal));
        var message = !isPlain ? WrongName
            : name.Split('/').Contains("..") ? "Parent directory references ('..') are not allowed"
            : null;
        return message is not null ? Responses.BadRequest(new JsonArray(message)) : state.Files.Contains(name) ? RejectExisting() : null;
    }

    private static ApiResponse RejectExisting() =>
        Responses.BadRequest(new JsonObject { [Name] = new JsonArray("A file with this name already exists.") });

    private static ApiResponse Add(ServerState state, string name)
    {
        state.Files.Add(name);
        return new ApiResponse(200, [], []);
    }

    // A missing file isn't an error.
    private static ApiResponse Delete(ServerState state, ApiRequest request) => WithName(request, name =>
    {
        state.Files.Remove(name);
        return new ApiResponse(200, [], []);
    });

    private static ApiResponse FindUsers(ServerState state, ApiRequest request) => WithName(request, name =>
        Responses.Ok(new JsonArray([.. from place in Users
                                      from row in Stored.FindAll(state, place.Path)
                                      where row.GetString(place.Field) == name
                                      select Describe(state, row)])));

    private static JsonObject Describe(ServerState state, Row row)
    {
        var model = state.Facts.FindUsedByModel(row.Resource).Split('.');
        return new JsonObject
        {
            ["app"] = model[0],
            ["model_name"] = model[^1],
            ["pk"] = row.IdString,
            [Name] = row.GetString(Name) ?? row.GetString("domain"),
            ["action"] = "left_dangling",
        };
    }

    private static ApiResponse WithName(ApiRequest request, Func<string, ApiResponse> respond) =>
        request.FindValue(Name) is { Length: > 0 } name
            ? respond(name)
            : Responses.BadRequest(new JsonObject { [Name] = new JsonArray("This field is required.") });
}
