using Authentik.Book;

namespace Authentik.Sandboxing.Actions;

/// <summary>All that can be done with single objects, beside reading and writing them.</summary>
internal static class ObjectActions
{
    private static readonly ObjectAction[] All =
    [
        new("/core/tokens/", "view_key", "GET", TokenKeys.View),
        new("/core/tokens/", "set_key", "POST", TokenKeys.Set),
        new("/crypto/certificatekeypairs/", "view_certificate", "GET", CertificateFiles.ViewCertificate),
        new("/crypto/certificatekeypairs/", "view_private_key", "GET", CertificateFiles.ViewPrivateKey),
    ];

    public static ObjectAction? Find(Resource resource, string? name) => Array.Find(All, action => action.Path == resource.Path && action.Name == name);
}
