namespace Authentik.Book;

/// <summary>One operation of authentik's API: a method at a path, whether a command covers it or not.</summary>
/// <param name="OperationId">Its name in authentik's own documents, such as <c>core_users_list</c>.</param>
/// <param name="Method">The HTTP method in capitals.</param>
/// <param name="Path">The path below the API's root, with names in braces where ids stand.</param>
/// <param name="Versions">The server versions that have it.</param>
public sealed record ApiOperation(string OperationId, string Method, string Path, VersionRange Versions)
{
    /// <summary>The area of the API it belongs to: the first part of its path.</summary>
    public string Tag => Path.Split('/', 3)[1];

    /// <inheritdoc/>
    public override string ToString() => $"{Method} {Path}";
}
