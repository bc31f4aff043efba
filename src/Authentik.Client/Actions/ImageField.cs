using System.Security.Cryptography;
using System.Text.RegularExpressions;
using System.Text.Json;
using System.Text.Json.Nodes;
using Authentik.Book;
using Authentik.Http;
using Authentik.Naming;
using Authentik.Values;

namespace Authentik;

/// <summary>
/// Sets the image of an object on servers that keep files apart from objects: a file is uploaded first, and the field contains its name.
/// </summary>
internal sealed partial class ImageField(ApiClient api, Lookup lookup, string field)
{
    private const string Files = "/admin/file/";
    private const int LongestName = 100;
    private const int HashLength = 12;

    /// <summary>Sets the field to an uploaded file, to a URL, or to nothing.</summary>
    /// <exception cref="InputException">The object can't be found, or it can't have an image.</exception>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public async Task SetAsync(Identity target, FieldValues given, CancellationToken cancellation)
    {
        var found = target.Object ?? await lookup.FindAsync(target, cancellation);
        var resource = found.Resource!;
        if (!resource.TryFindField(field, out var image) || !resource.Operations.HasFlag(Book.Operations.Set))
        {
            throw new InputException(
                InputProblem.InvalidValue,
                $"The {found.DescribeKind()} '{target}' can't have an image. Specify another {target.Resource.Title}.",
                found);
        }

        var values = new FieldValues();
        values.Set(image, await FindValueAsync(given, cancellation));
        var writer = new ResourceClient(api, resource).Writer;
        writer.Require(values, isNew: false);
        await writer.SetAsync(resource.MakeIdentity(found), values, cancellation);
    }

    private async Task<string> FindValueAsync(FieldValues given, CancellationToken cancellation)
    {
        if (given.All.Any(value => value.Value is true))
        {
            return string.Empty;
        }

        if (given.All.FirstOrDefault(value => value.Key.Type == FieldType.File).Value is string path)
        {
            return await UploadAsync(path, cancellation);
        }

        return given.All.Select(value => value.Value).OfType<string>().FirstOrDefault()
            ?? throw new InputException(
                InputProblem.MissingValue, "No image was specified. Specify a file, a URL, or $true to remove the image.");
    }

    // Names are unique, and files can't be replaced. The hash gives each content a name of its own, so the same file is sent once.
    private async Task<string> UploadAsync(string path, CancellationToken cancellation)
    {
        var hash = await HashAsync(path, cancellation);
        var name = MakeName(path, hash);
        if (!await ExistsAsync(name, hash, cancellation))
        {
            var form = FormBody.Create(("file", path), new JsonObject { ["name"] = name });
            using var response = await api.SendCheckedAsync(new ApiRequest(HttpMethod.Post, Files, []) { Form = form }, cancellation);
        }

        return name;
    }

    private async Task<bool> ExistsAsync(string name, string hash, CancellationToken cancellation)
    {
        using var response = await api.GetAsync(Files, [new("search", hash), new("manageable_only", "true")], cancellation);
        return response.Json is { ValueKind: JsonValueKind.Array } files && files.EnumerateArray().Any(file =>
            file.ValueKind == JsonValueKind.Object && file.TryGetProperty("name", out var stored) && stored.ValueEquals(name));
    }

    private static async Task<string> HashAsync(string path, CancellationToken cancellation)
    {
        await using var file = File.OpenRead(path);
        return Convert.ToHexString(await SHA256.HashDataAsync(file, cancellation))[..HashLength].ToLowerInvariant();
    }

    // The server takes ASCII letters, digits and a few signs.
    private static string MakeName(string path, string hash)
    {
        var stem = Clean(Path.GetFileNameWithoutExtension(path));
        return $"{(stem.Length == 0 ? "file" : stem)}-{hash}{Path.GetExtension(path) switch
        {
            { Length: > 1 } extension when Clean(extension) is { Length: > 0 } clean => $".{clean}",
            _ => string.Empty,
        }}";
    }

    private static string Clean(string text)
    {
        var clean = OtherCharacters().Replace(DerivedValues.RemoveAccents(text), "-").Trim('-', '.');
        return clean.Length > LongestName ? clean[..LongestName] : clean;
    }

    [GeneratedRegex("[^a-zA-Z0-9._]+")]
    private static partial Regex OtherCharacters();
}
