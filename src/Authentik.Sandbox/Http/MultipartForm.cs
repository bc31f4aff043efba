using System.Text;
using System.Text.RegularExpressions;

namespace Authentik.Sandboxing.Http;

/// <summary>A form with files.</summary>
internal sealed partial class MultipartForm
{
    private const string MediaType = "multipart/form-data";

    private readonly Dictionary<string, FormPart> parts = new(StringComparer.Ordinal);

    /// <summary>The part with that name; null when there is none.</summary>
    public FormPart? Find(string name) => parts.GetValueOrDefault(name);

    /// <summary>Reads the form and responds to it, or rejects a body that isn't one.</summary>
    public static ApiResponse Read(ApiRequest request, Func<MultipartForm, ApiResponse> respond)
    {
        if (request.Body.Length > 0 && !request.MediaType.Equals(MediaType, StringComparison.OrdinalIgnoreCase))
        {
            return Responses.Detail(415, $"Unsupported media type \"{request.ContentType}\" in request.");
        }

        var boundary = Boundary().Match(request.ContentType ?? string.Empty).Groups["value"].Value;
        return respond(boundary.Length == 0 ? new MultipartForm() : Parse(request.Body, boundary));
    }

    // Latin-1 keeps every byte as one character.
    private static MultipartForm Parse(byte[] body, string boundary)
    {
        var form = new MultipartForm();
        foreach (var part in Encoding.Latin1.GetString(body).Split("--" + boundary).Skip(1))
        {
            var end = part.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            var name = end < 0 ? null : PartName().Match(part[..end]);
            if (name?.Success == true)
            {
                var content = part[(end + 4)..];
                var bytes = Encoding.Latin1.GetBytes(content.EndsWith("\r\n", StringComparison.Ordinal) ? content[..^2] : content);
                form.parts[name.Groups["value"].Value] = new FormPart(FindFileName(part[..end]), bytes);
            }
        }

        return form;
    }

    // The form with an asterisk has the name as it is, also beyond ASCII.
    private static string? FindFileName(string header)
    {
        if (EncodedFileName().Match(header) is { Success: true } encoded)
        {
            return Uri.UnescapeDataString(encoded.Groups["value"].Value);
        }

        return FileName().Match(header) is { Success: true } plain ? plain.Groups["value"].Value : null;
    }

    [GeneratedRegex("boundary=\"?(?<value>[^\";]+)", RegexOptions.IgnoreCase)]
    private static partial Regex Boundary();

    [GeneratedRegex("(?<!file)name=\"?(?<value>[^\";\r\n]*)", RegexOptions.IgnoreCase)]
    private static partial Regex PartName();

    [GeneratedRegex(@"filename\*=utf-8''(?<value>[^;\r\n]*)", RegexOptions.IgnoreCase)]
    private static partial Regex EncodedFileName();

    [GeneratedRegex("filename=\"?(?<value>[^\";\r\n]*)", RegexOptions.IgnoreCase)]
    private static partial Regex FileName();
}

/// <summary>A part of a form.</summary>
/// <param name="FileName">The name of the file; null for a plain value.</param>
/// <param name="Content">The content.</param>
internal sealed record FormPart(string? FileName, byte[] Content)
{
    public string Text => Encoding.UTF8.GetString(Content);
}
