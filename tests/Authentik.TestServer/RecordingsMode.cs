using Authentik.Book;
using Microsoft.AspNetCore.WebUtilities;

namespace Authentik.TestServer;

/// <summary>
/// Answers from recorded exchanges: the same method, path, query and body get the recorded answer. When the same request was
/// recorded several times, the answers come in turn, and the last one stays. Who asks does not matter.
/// </summary>
internal sealed class RecordingsMode : IMode
{
    private readonly Lock gate = new();
    private readonly ILookup<(string Method, string Path), Recording> recordings;
    private readonly Dictionary<Recording, int> turns = [];
    private readonly ServerOptions options;

    public RecordingsMode(ServerOptions options)
    {
        this.options = options;
        recordings = Directory.EnumerateFiles(options.Path!, "*.json", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)
            .Select(file => new Recording(file))
            .ToLookup(recording => (recording.Method, recording.Path));
    }

    public Task<Reply> AnswerAsync(Received request, CancellationToken cancellation)
    {
        lock (gate)
        {
            return Task.FromResult(Answer(request));
        }
    }

    public void Reset(ServerVersion? version)
    {
        lock (gate)
        {
            turns.Clear();
        }
    }

    private Reply Answer(Received request)
    {
        var start = options.BasePath.TrimEnd('/');
        var path = request.Path.StartsWith(start + "/", StringComparison.Ordinal) ? request.Path[start.Length..] : request.Path;
        var query = Canonical(QueryHelpers.ParseQuery(request.Query)
            .SelectMany(pair => pair.Value.Select(value => new KeyValuePair<string, string>(pair.Key, value ?? string.Empty))));
        var found = recordings[(request.Method, Uri.UnescapeDataString(path))]
            .Concat(recordings[(request.Method, path)])
            .Distinct()
            .Where(recording => Canonical(recording.Query).SequenceEqual(query) && recording.HasBody(request.Body))
            .ToList();
        return found.Count == 0
            ? Reply.NotHere($"{request.Method} {request.Path}{request.Query} was not recorded with this body.")
            : found[Turn(found[0], found.Count)].Reply;
    }

    private int Turn(Recording first, int count)
    {
        var turn = Math.Min(turns.GetValueOrDefault(first), count - 1);
        turns[first] = turn + 1;
        return turn;
    }

    private IEnumerable<KeyValuePair<string, string>> Canonical(IEnumerable<KeyValuePair<string, string>> query) => query
        .Where(pair => !options.Ignored.Contains(pair.Key))
        .OrderBy(pair => pair.Key, StringComparer.Ordinal)
        .ThenBy(pair => pair.Value, StringComparer.Ordinal);
}
