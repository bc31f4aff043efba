using System.Globalization;
using System.Security;
using System.Text;
using System.Text.RegularExpressions;
using Authentik.Book;
using Authentik.Http;
using Authentik.Sessions;
using Authentik.Transport;

namespace Authentik.Jobs.Tests.Support;

/// <summary>A server with more objects than a sandbox could hold: it makes each row when it's asked for.</summary>
/// <param name="version">The version that it plays.</param>
/// <param name="count">How many rows a list has, by its path; null for a list that isn't there.</param>
/// <param name="write">Writes a row of a list, by its number.</param>
internal sealed partial class StubServer(string version, Func<string, int?> count, Func<string, int, string> write) : ITransport
{
    private int requests;

    public int Requests => Volatile.Read(ref requests);

    public JobClient Connect()
    {
        var settings = new ConnectionSettings { Name = "stub", Uri = new Uri("https://stub.invalid/") };
        var session = new Session(new Connection(settings, new Dictionary<string, SecureString>()), this, new Redactor(), Resources.Book)
        {
            Tokens = new FixedToken(SecretText.Protect("stub-test-token-0123456789")),
            ServerVersion = ServerVersion.Parse(version),
            Username = "akadmin",
            IsSuperuser = true,
        };
        return new JobClient(new ApiClient(new Call(session, new NoLog())));
    }

    public Task<TransportResponse> SendAsync(TransportRequest request, CancellationToken cancellation)
    {
        Interlocked.Increment(ref requests);
        var path = request.Uri.AbsolutePath.Replace("/api/v3", null, StringComparison.Ordinal);
        var total = count(path) ?? throw new InvalidOperationException($"{request.Method} {request.Uri} isn't expected.");
        var body = ReadNumber(request, "page") is { } page
            ? WritePage(path, total, page, ReadNumber(request, "page_size") ?? 20)
            : "[" + WriteRows(path, 0, total) + "]";
        return Task.FromResult(new TransportResponse(200, [new("Content-Type", "application/json")], Encoding.UTF8.GetBytes(body)));
    }

    public void Dispose()
    {
        // It holds nothing.
    }

    private static int? ReadNumber(TransportRequest request, string name) =>
        Parameter().Matches(request.Uri.Query).FirstOrDefault(match => match.Groups[1].Value == name) is { } found
            ? int.Parse(found.Groups[2].Value, CultureInfo.InvariantCulture)
            : null;

    private string WritePage(string path, int total, int page, int size)
    {
        var pages = Math.Max(1, (total + size - 1) / size);
        var (first, last) = ((page - 1) * size, Math.Min(total, page * size));
        return $$"""
            {"pagination": {"next": {{(page < pages ? page + 1 : 0)}}, "previous": {{page - 1}}, "count": {{total}}, "current": {{page}},
              "total_pages": {{pages}}, "start_index": {{first + 1}}, "end_index": {{last}}}, "results": [{{WriteRows(path, first, last)}}]}
            """;
    }

    // String.Join would keep its largest buffer for the next time, and with that the memory that a test measures.
    private string WriteRows(string path, int first, int last)
    {
        var rows = new StringBuilder();
        for (var number = first; number < last; number++)
        {
            rows.Append(number == first ? string.Empty : ",").Append(write(path, number));
        }

        return rows.ToString();
    }

    // With details, a log would keep all bodies.
    private sealed class NoLog : ICallLog
    {
        public bool WantsLines => false;

        public bool WantsDetails => false;

        public void Verbose(string text)
        {
        }

        public void Debug(string text)
        {
        }

        public void Warning(string text) => throw new InvalidOperationException(text);
    }

    [GeneratedRegex(@"[?&](\w+)=(\d+)")]
    private static partial Regex Parameter();
}
