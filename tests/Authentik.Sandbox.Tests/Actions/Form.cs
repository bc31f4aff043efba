using Authentik.Sandboxing.Tests.Support;

namespace Authentik.Sandboxing.Tests.Actions;

/// <summary>Sends a form with files.</summary>
internal static class Form
{
    private const string Boundary = "boundary-of-a-test";

    /// <summary>Sends parts; a part without a file name is a plain value.</summary>
    public static Task<Came> PostAsync(Client client, string path, params (string Name, string? File, string Content)[] parts)
    {
        var text = string.Concat(parts.Select(part =>
            $"--{Boundary}\r\nContent-Disposition: form-data; name=\"{part.Name}\""
            + (part.File is null ? string.Empty : $"; filename=\"{part.File}\"\r\nContent-Type: application/octet-stream")
            + $"\r\n\r\n{part.Content}\r\n"));
        return client.SendText("POST", path, $"{text}--{Boundary}--\r\n", $"multipart/form-data; boundary={Boundary}");
    }
}
