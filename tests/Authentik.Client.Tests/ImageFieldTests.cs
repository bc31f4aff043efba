using System.Text.RegularExpressions;
using Authentik.Book;
using Authentik.Client.Tests.Support;
using Authentik.Naming;
using Authentik.Transport;
using Authentik.Values;

namespace Authentik.Client.Tests;

/// <summary>Images of objects, on servers with operations for them and on servers that keep files apart.</summary>
public sealed partial class ImageFieldTests : IDisposable
{
    // The first letters of the SHA-256 of "image".
    private const string Hash = "6105d6cc76af";

    private readonly string folder = Directory.CreateTempSubdirectory("image").FullName;

    [Fact]
    public async Task A_file_is_uploaded_and_its_name_becomes_the_value()
    {
        var calls = await SetAsync("file", Write("wiki.png"), stored: "[]");
        Assert.Equal(
            [
                $"GET /admin/file/?search={Hash}&manageable_only=true ",
                $"POST /admin/file/ name=wiki-{Hash}.png file=wiki.png",
                $$"""PATCH /core/applications/wiki/ {"meta_icon":"wiki-{{Hash}}.png"}""",
            ],
            calls);
    }

    [Fact]
    public async Task A_file_that_is_there_already_is_not_sent_again() =>
        Assert.DoesNotContain(
            await SetAsync("file", Write("wiki.png"), stored: $$"""[{"name":"other-{{Hash}}.png"},{"name":"wiki-{{Hash}}.png"}]"""),
            call => call.StartsWith("POST", StringComparison.Ordinal));

    [Theory]
    [InlineData("Ümläut €.PNG", "Umlaut")]
    [InlineData("br[ack]et 'q'.png", "br-ack-et-q")]
    [InlineData("..hidden.png", "hidden")]
    [InlineData("图标.png", "file")]
    public async Task A_name_is_made_of_what_the_server_accepts(string file, string stem) =>
        Assert.Contains(
            await SetAsync("file", Write(file), stored: "[]"),
            call => call.Contains($"name={stem}-{Hash}.{Path.GetExtension(file)[1..]} ", StringComparison.Ordinal));

    [Theory]
    [InlineData("url", "https://a.example/i.png", "https://a.example/i.png")]
    [InlineData("clear", true, "")]
    public async Task A_url_or_nothing_is_the_value_itself(string name, object given, string value) =>
        Assert.Equal(
            [$$"""PATCH /core/applications/wiki/ {"meta_icon":"{{value}}"}"""],
            await SetAsync(name, given, stored: string.Empty));

    [Fact]
    public async Task What_is_not_cleared_needs_an_image()
    {
        var error = await Assert.ThrowsAsync<InputException>(() => SetAsync("clear", false, stored: string.Empty));
        Assert.Equal(InputProblem.MissingValue, error.Problem);
    }

    [Theory]
    [InlineData("2025.10.4", false)]
    [InlineData("2025.12.0", true)]
    [InlineData("2031.2.0", true)]
    public async Task Only_servers_without_the_operation_get_the_field(string version, bool isSet) =>
        Assert.Equal(isSet, (await SetAsync("url", "https://a.example/i.png", stored: string.Empty, version)).Count > 0);

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private string Write(string name)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllText(path, "image");
        return path;
    }

    private static async Task<IReadOnlyList<string>> SetAsync(string name, object value, string stored, string version = "2026.2.2")
    {
        var action = Actions.SetApplicationIcon;
        var (api, transport, _) = Fake.Client(
            request => FakeTransport.Json(200, request.Method.Method switch
            {
                "GET" when request.Uri.AbsolutePath.EndsWith("/file/", StringComparison.Ordinal) => stored,
                "POST" => string.Empty,
                _ => """{"pk":"682422f3-0b25-49bc-91b9-58074eeb9086","slug":"wiki","meta_icon":""}""",
            }),
            version);
        var values = new FieldValues();
        values.Set(action.Field(name), value);
        await new ActionCaller(api, action)
            .TrySetFieldAsync(Resources.Application.MakeIdentity("wiki"), values, TestContext.Current.CancellationToken);
        return [.. transport.Seen.Select(Describe).Where(call => !call.StartsWith("GET /core/", StringComparison.Ordinal))];
    }

    private static string Describe(TransportRequest request)
    {
        var body = request.Body is TransportBody.Upload upload
            ? $"{string.Join(' ', upload.Fields.Select(field => $"{field.Key}={field.Value}"))} {upload.FieldName}={upload.FileName}"
            : FakeTransport.BodyOf(request);
        return $"{request.Method} {Root().Replace(Uri.UnescapeDataString(request.Uri.PathAndQuery), string.Empty)} {body}";
    }

    [GeneratedRegex("^/api/v3")]
    private static partial Regex Root();
}
