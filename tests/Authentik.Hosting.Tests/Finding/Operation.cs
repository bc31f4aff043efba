using System.Management.Automation;

namespace Authentik.Hosting.Tests.Finding;

/// <summary>An operation that Find-AuthentikCommand found, and its command.</summary>
public sealed record Operation(string Type, string Id, string Method, string Path, string Command, string? Since, string? Until)
{
    public static Operation From(PSObject found) => new(
        found.BaseObject.GetType().FullName!, Text(found, "OperationId")!, Text(found, "Method")!, Text(found, "Path")!,
        Text(found, "Command")!, Text(found, "Since"), Text(found, "Until"));

    private static string? Text(PSObject found, string name) => found.Properties[name].Value?.ToString();
}
