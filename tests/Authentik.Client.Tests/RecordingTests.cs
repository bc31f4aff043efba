using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Authentik.Book;
using Authentik.Client.Tests.Support;
using Authentik.Http;
using Authentik.Values;
using Authentik.Transport;

namespace Authentik.Client.Tests;

/// <summary>
/// What real servers answered, read into typed objects and written back: nothing may be lost, and no error may be mistaken.
/// </summary>
public class RecordingTests(ITestOutputHelper output)
{
    // The number in it is one that is refused when writing, because the server cannot read it again.
    private const string BrokenNumber = "big-integer-attribute-patch.json";

    public static TheoryData<string> Versions => new("2024.10.5", "2025.10.4", "2026.2.2");

    [Theory]
    [MemberData(nameof(Versions))]
    public void Objects_keep_every_field_and_value(string version)
    {
        Assert.SkipUnless(Recordings.Folder is not null, Recordings.Absent);
        var lost = new List<string>();
        var objects = RecordedObject.Read(version).Where(one => !one.File.EndsWith(BrokenNumber, StringComparison.Ordinal)).ToList();
        foreach (var (file, resource, json, read) in objects)
        {
            Compare(json, WriteBack(read), $"{file} {resource.Noun}", lost);
        }

        var all = Resources.Book.Resources.Count(resource => resource.Operations != Operations.None);
        var resources = objects.DistinctBy(one => one.Resource).Count();
        output.WriteLine($"{version}: {objects.Count} objects of {resources} resources; the book has {all}");
        Assert.True(objects.Count > 100, $"only {objects.Count} objects of the book's resources were found");
        AssertNone(lost);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public void Known_fields_fit_their_types(string version)
    {
        Assert.SkipUnless(Recordings.Folder is not null, Recordings.Absent);
        var misfits = RecordedObject.Read(version)
            .SelectMany(one => Nested(one.Object).Select(read => (one.File, Read: read)))
            .SelectMany(one => one.Read.Rest
                .Where(field => one.Read.PropertyOf(field.Key) is not null)
                .Select(field => (one.File, Field: $"{one.Read.GetType().Name}.{field.Key}: {field.Value.ValueKind}")))
            .DistinctBy(one => one.Field)
            .Select(one => $"{one.Field}, as in {one.File}");

        AssertNone(misfits);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public void No_field_is_unknown(string version)
    {
        Assert.SkipUnless(Recordings.Folder is not null, Recordings.Absent);
        var unknown = RecordedObject.Read(version)
            .SelectMany(one => Nested(one.Object)
                .Where(read => read == one.Object || !IsOfAnyKind(read))
                .Select(read => (one.File, Read: read)))
            .SelectMany(one => one.Read.Rest.Keys
                .Where(field => one.Read.PropertyOf(field) is null)
                .Select(field => (one.File, Field: $"{one.Read.GetType().Name}.{field}")))
            .DistinctBy(one => one.Field)
            .Select(one => $"{one.Field}, as in {one.File}");

        AssertNone(unknown);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public void Errors_are_told_for_what_they_are(string version)
    {
        Assert.SkipUnless(Recordings.Folder is not null, Recordings.Absent);
        var redactor = new Redactor();
        var count = 0;
        foreach (var exchange in Recordings.Read(version).Where(exchange => exchange.Status >= 400))
        {
            count++;
            var response = ResponseOf(exchange);
            var error = new ErrorReader(new ApiRequest(new HttpMethod(exchange.Method), exchange.Path, []), redactor).Read(response);
            Assert.Equal(Expected(exchange), error.Kind);
            Assert.Equal(exchange.Status, error.StatusCode);
            Assert.Equal(exchange.RequestId, error.RequestId);
            if (exchange is { Status: 400, Json.ValueKind: JsonValueKind.Object } && !exchange.Json.Value.TryGetProperty("detail", out _))
            {
                Assert.NotEmpty(error.FieldErrors);
            }
        }

        Assert.True(count > 50, $"only {count} errors were found");
    }

    // Inside of another object it is read as what all kinds have in common; what its own kind has beyond that is no fault.
    private static bool IsOfAnyKind(AuthentikObject read) =>
        read.Resource is { } resource && Resources.Book.Resources.Any(member => member.Family == resource.Noun);

    // All of them: a list that is cut off hides what is to be mended.
    private static void AssertNone(IEnumerable<string> faults)
    {
        var all = faults.Order(StringComparer.Ordinal).ToList();
        Assert.True(all.Count == 0, string.Join(Environment.NewLine, all.Prepend($"{all.Count} faults:")));
    }

    // Told from what is known of the server, not from what the reader does.
    private static ApiErrorKind Expected(Exchange exchange)
    {
        var text = exchange.Json?.GetRawText() ?? exchange.Text ?? string.Empty;
        var isJson = exchange.ContentType.Contains("json", StringComparison.Ordinal);
        return (exchange.Status, isJson) switch
        {
            (400, _) => ApiErrorKind.Validation,
            (401, _) => ApiErrorKind.NotSignedIn,
            (403, true) when text.Contains("Token invalid", StringComparison.Ordinal)
                || text.Contains("credentials were not", StringComparison.Ordinal)
                || text.Contains("Unsupported authentication", StringComparison.Ordinal) => ApiErrorKind.NotSignedIn,
            (403, true) => ApiErrorKind.Forbidden,
            (404, true) => ApiErrorKind.NotFound,
            (404, false) => ApiErrorKind.OperationMissing,
            (405, true) => ApiErrorKind.OperationMissing,
            (405, false) => ApiErrorKind.ServerFault,
            (500, _) => ApiErrorKind.ServerFault,
            _ => ApiErrorKind.Refused,
        };
    }

    private static TransportResponse ResponseOf(Exchange exchange)
    {
        var body = exchange.Json?.GetRawText() ?? exchange.Text ?? string.Empty;
        var headers = new List<KeyValuePair<string, string>> { new("Content-Type", exchange.ContentType) };
        if (exchange.RequestId is not null)
        {
            headers.Add(new("X-authentik-id", exchange.RequestId));
        }

        return new TransportResponse(exchange.Status, headers, Encoding.UTF8.GetBytes(body));
    }

    // The object and all that it holds.
    private static IEnumerable<AuthentikObject> Nested(AuthentikObject read) =>
        read.Present.Select(read.ValueOf).SelectMany(value => value switch
        {
            AuthentikObject one => [one],
            IReadOnlyList<AuthentikObject> many => many,
            _ => Enumerable.Empty<AuthentikObject>(),
        }).SelectMany(Nested).Prepend(read);

    private static JsonObject WriteBack(AuthentikObject read)
    {
        var json = new JsonObject();
        foreach (var name in read.Present)
        {
            json[name] = read.Rest.TryGetValue(name, out var raw) ? JsonNode.Parse(raw.GetRawText()) : WriteValue(read.ValueOf(name));
        }

        return json;
    }

    private static JsonNode? WriteValue(object? value) => value switch
    {
        AuthentikObject nested => WriteBack(nested),
        IReadOnlyList<AuthentikObject> many => new JsonArray([.. many.Select(WriteBack)]),
        System.Security.SecureString secret => SecretText.Reveal(secret),
        _ => JsonWriting.Write(value, "value"),
    };

    private static void Compare(JsonElement recorded, JsonNode? written, string where, List<string> lost)
    {
        switch (recorded.ValueKind)
        {
            case JsonValueKind.Object when written is JsonObject map:
                foreach (var property in recorded.EnumerateObject())
                {
                    Compare(property.Value, map[property.Name], $"{where}.{property.Name}", lost);
                }

                lost.AddRange(map
                    .Where(pair => !recorded.TryGetProperty(pair.Key, out _))
                    .Select(pair => $"{where}.{pair.Key} was made up"));
                break;
            case JsonValueKind.Array when written is JsonArray list && list.Count == recorded.GetArrayLength():
                foreach (var (item, index) in recorded.EnumerateArray().Select((item, index) => (item, index)))
                {
                    Compare(item, list[index], $"{where}[{index}]", lost);
                }

                break;
            default:
                if (!SameValue(recorded, written))
                {
                    lost.Add($"{where}: {recorded.GetRawText()} became {written?.ToJsonString() ?? "null"}");
                }

                break;
        }
    }

    // The same point in time may be written with fewer zeros, the same number without its fraction or, where versions differ, as text.
    private static bool SameValue(JsonElement recorded, JsonNode? written) => recorded.ValueKind switch
    {
        JsonValueKind.Null => written is null,
        JsonValueKind.String => written is System.Text.Json.Nodes.JsonValue
            && (written.ToString() == recorded.GetString() || SameDate(recorded.GetString()!, written.ToString())),
        JsonValueKind.Number => written is not null
            && recorded.GetDouble().Equals(ReadNumber(written.ToString())),
        _ => written?.ToJsonString() == recorded.GetRawText(),
    };

    // Old servers have a duration as a number of minutes.
    private static double ReadNumber(string written) => Duration.TryRead(written, out var duration)
        ? duration.TimeSpan.TotalMinutes
        : double.Parse(written, CultureInfo.InvariantCulture);

    private static bool SameDate(string recorded, string written) =>
        recorded.Contains('T', StringComparison.Ordinal)
        && DateTimeOffset.TryParse(recorded, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var left)
        && DateTimeOffset.TryParse(written, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var right)
        && left == right;
}
