using System.Text;
using Authentik.Sandboxing.Access;
using Authentik.Sandboxing.Http;
using Authentik.Sandboxing.Rules;
using Authentik.Sandboxing.State;
using Authentik.Sandboxing.Store;

namespace Authentik.Sandboxing.Endpoints;

/// <summary>An action of an object, which follows the object in the URL.</summary>
/// <param name="Path">The path of the resource.</param>
/// <param name="Name">The word in the URL.</param>
/// <param name="Respond">Does it, and responds.</param>
internal sealed record ObjectAction(string Path, string Name, Func<ServerState, ApiRequest, Row, ApiResponse> Respond);

/// <summary>The actions that the sandbox imitates.</summary>
internal static class ObjectActions
{
    private static readonly ObjectAction[] All =
    [
        new("/core/tokens/", "view_key", TokenKeys.View),
        new("/core/tokens/", "set_key", TokenKeys.Set),
        new("/crypto/certificatekeypairs/", "view_certificate", CertificateFiles.ViewCertificate),
        new("/crypto/certificatekeypairs/", "view_private_key", CertificateFiles.ViewPrivateKey),
    ];

    public static ObjectAction? Find(Resource resource, string? name) =>
        Array.Find(All, action => action.Path == resource.Path && action.Name == name);
}

/// <summary>The keys of tokens.</summary>
internal static class TokenKeys
{
    // Only the creator sees the key, even when the token belongs to another user.
    public static ApiResponse View(ServerState state, ApiRequest request, Row token)
    {
        var isCreator = token.Values[UserTokens.CreatorField]?.ToString() == request.User!.IdString;
        return isCreator || new Permissions(state, request).IsSuperuser
            ? Responses.Ok(new JsonObject { [UserTokens.KeyField] = token.GetString(UserTokens.KeyField) })
            : Responses.PermissionDenied();
    }

    public static ApiResponse Set(ServerState state, ApiRequest request, Row token)
    {
        var (body, rejection) = RequestBody.Read(request);
        if (body is null)
        {
            return rejection!;
        }

        if (body[UserTokens.KeyField]?.ToString() is not { Length: > 0 } key)
        {
            return RejectMissingKey(state, isSent: body.ContainsKey(UserTokens.KeyField));
        }

        token.Values[UserTokens.KeyField] = key;
        return Responses.NoContent();
    }

    private static ApiResponse RejectMissingKey(ServerState state, bool isSent) => state.IsFrom(2025, 12)
        ? Responses.BadRequest(new JsonObject
        {
            [UserTokens.KeyField] = new JsonArray(isSent ? "This field may not be blank." : "This field is required."),
        })
        : Responses.EmptyBadRequest();
}

/// <summary>Certificates and private keys as PEM, in JSON or as a file.</summary>
internal static class CertificateFiles
{
    private const string DownloadOption = "download";

    public static ApiResponse ViewCertificate(ServerState state, ApiRequest request, Row pair) =>
        View(request, CertificateRules.GetCertificate(pair), $"{pair.GetString("name")}_certificate.pem");

    public static ApiResponse ViewPrivateKey(ServerState state, ApiRequest request, Row pair) =>
        View(request, CertificateRules.GetPrivateKey(pair), $"{pair.GetString("name")}_private_key.pem");

    // The option counts whatever its value is: download=false gives a file too.
    private static ApiResponse View(ApiRequest request, string pem, string fileName) => request.FindValue(DownloadOption) is null
        ? Responses.Ok(new JsonObject { ["data"] = pem })
        : new ApiResponse(
            200,
            Encoding.ASCII.GetBytes(pem),
            [new("Content-Type", "application/x-pem-file"), new("Content-Disposition", $"attachment; filename=\"{fileName}\"")]);
}
