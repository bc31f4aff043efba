using Authentik.Book;

namespace Authentik.Generator.Book;

/// <summary>An operation of the API, a line of operations.yaml.</summary>
internal sealed record OperationEntry(string Id, string Method, string Path, VersionRange Versions, Place Place)
{
    /// <summary>The HTTP methods that the API uses, in the order in which they stand.</summary>
    public static readonly IReadOnlyList<string> Methods = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "TRACE"];

    /// <summary>The area it belongs to: the first part of its path.</summary>
    public string Tag => TagOf(Path);

    /// <summary>What makes two operations one, whatever the versions.</summary>
    public (string Id, string Method, string Path) Key => (Id, Method, Path);

    /// <summary>The first part of a path.</summary>
    public static string TagOf(string path) => path.Split('/', 3) is ["", var tag, ..] ? tag : string.Empty;
}
