using Authentik.Sandboxing.Http;
using Authentik.Sandboxing.State;
using Authentik.Sandboxing.Store;

namespace Authentik.Sandboxing.Actions.Applications;

/// <summary>The icons of applications and sources, and the backgrounds of flows, until the files API replaced these actions.</summary>
internal static class IconActions
{
    public static ObjectAction[] OfObjects { get; } =
    [
        .. Create("/core/applications/", "set_icon", "meta_icon", "application-icons"),
        .. Create("/sources/all/", "set_icon", "icon", "source-icons"),
        .. Create("/flows/instances/", "set_background", "background", "flow-backgrounds"),
    ];

    private static ObjectAction[] Create(string path, string name, string field, string folder) =>
    [
        new(path, name, (_, request, row) => SetFile(request, row, field, folder)),
        new(path, name + "_url", (_, request, row) => SetUrl(request, row, field)),
    ];

    private static ApiResponse SetFile(ApiRequest request, Row row, string field, string folder) => MultipartForm.Read(request, form =>
    {
        if (form.Find("clear")?.Text is "true" or "True" or "on")
        {
            row.Values[field] = null;
            return Done();
        }

        if (form.Find("file")?.FileName is not { Length: > 0 } name)
        {
            return Responses.EmptyBadRequest();
        }

        row.Values[field] = $"/media/public/{folder}/{name}";
        return Done();
    });

    private static ApiResponse SetUrl(ApiRequest request, Row row, string field) => ActionBody.Read(request, body =>
    {
        if (body.Values["url"].AsString() is not { } url)
        {
            return Responses.EmptyBadRequest();
        }

        row.Values[field] = url;
        return Done();
    });

    private static ApiResponse Done() => Responses.Ok(new JsonObject());
}
