using System.Text;
using RestSharp;

namespace Authentik.Transport;

/// <summary>Turns our request into RestSharp's.</summary>
internal static class RequestWriter
{
    public static RestRequest Write(TransportRequest request)
    {
        var rest = new RestRequest(request.Uri, Enum.Parse<Method>(request.Method.Method, ignoreCase: true))
        {
            CompletionOption = HttpCompletionOption.ResponseHeadersRead,
        };
        foreach (var (name, value) in request.Headers)
        {
            rest.AddHeader(name, value);
        }

        switch (request.Body)
        {
            case TransportBody.Json json:
                rest.AddParameter(new BodyParameter(string.Empty, json.Content.ToArray(), ContentType.Json, DataFormat.Binary));
                break;
            case TransportBody.Form form:
                rest.AddParameter(new BodyParameter(string.Empty, Encode(form), ContentType.FormUrlEncoded, DataFormat.Binary));
                break;
            case TransportBody.Upload upload:
                Write(upload, rest);
                break;

            // .NET sends a request without a body again when the connection ends, and a change can have been made by then.
            case null when request.Method != HttpMethod.Get && request.Method != HttpMethod.Head && request.Method != HttpMethod.Options:
                rest.AddParameter(new BodyParameter(string.Empty, Array.Empty<byte>(), ContentType.Json, DataFormat.Binary));
                break;
        }

        return rest;
    }

    // Names beyond ASCII are sent as RFC 6266 says, too. Servers don't decode the other form.
    private static FileParameterOptions FileNameOptions => new() { DisableFilenameStar = false };

    // The header has the name in quotes, without a way to write these characters.
    private static string Unquote(string file) => string.Concat(file.Select(one => one is '"' or '\\' || char.IsControl(one) ? '_' : one));

    // All but letters, digits and -._~ as percent signs, which every server reads alike.
    private static byte[] Encode(TransportBody.Form form) => Encoding.ASCII.GetBytes(string.Join(
        '&', form.Fields.Select(field => $"{Uri.EscapeDataString(field.Key)}={Uri.EscapeDataString(field.Value)}")));

    private static void Write(TransportBody.Upload upload, RestRequest rest)
    {
        rest.AlwaysMultipartFormData = true;
        if (upload is { FieldName: { } field, FileName: { } file, Open: { } open })
        {
            rest.AddFile(field, open, Unquote(file), ContentType.Binary, FileNameOptions);
        }

        foreach (var (name, value) in upload.Fields)
        {
            rest.AddParameter(new GetOrPostParameter(name, value));
        }
    }
}
