using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Authentik.Book;
using Authentik.Http;
using Authentik.Sessions;
using Authentik.Transport;

namespace Authentik.Conformance.Tests.Judging;

/// <summary>Has the requests of all commands judged by the document of one version.</summary>
internal sealed class Trial(PrismServer prism, ServerVersion version, ValueMaker values) : IDisposable
{
    // One for each core of a small machine; Prism itself takes one request at a time.
    private const int AtATime = 2;

    private readonly ConcurrentBag<(Attempt Attempt, string Refusal)> refusals = [];
    private readonly ConcurrentDictionary<Departure, bool> departures = new();
    private readonly ConcurrentDictionary<string, bool> commands = new();
    private readonly HttpMessageInvoker http = new(new SocketsHttpHandler { UseProxy = false });
    private readonly Stopwatch clock = new();
    private int requests;
    private int accepted;

    /// <summary>What was refused, without what is a departure.</summary>
    public IReadOnlyList<string> Refusals => [.. refusals.Select(one => $"{one.Attempt}: {one.Refusal}").Order(StringComparer.Ordinal)];

    /// <summary>The departures of the version that didn't occur.</summary>
    public IEnumerable<Departure> Unused => Departures.List(version).Where(one => !departures.ContainsKey(one));

    /// <summary>How many requests were judged.</summary>
    public int Requests => requests;

    /// <summary>Judges all of them.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        clock.Start();
        var attempts = new ResourceAttempts(version, values).List().Concat(new ActionAttempts(version, values).List());
        var options = new ParallelOptions { MaxDegreeOfParallelism = AtATime, CancellationToken = cancellation };
        await Parallel.ForEachAsync(attempts, options, async (attempt, _) => Count(attempt, await JudgeAsync(attempt)));
        clock.Stop();
    }

    /// <summary>Judges one, and returns what was refused.</summary>
    public async Task<IReadOnlyList<string>> JudgeAsync(Attempt attempt)
    {
        using var judge = attempt.Resource is { } resource
            ? new Judge(http, path => Read(attempt, path), values.MakeObject(resource, attempt.Kind))
            : new Judge(http, read: null, new JsonObject());
        using var session = OpenSession(judge);
        try
        {
            await attempt.SendAsync(new ApiClient(new Call(session, new NoLog())));
        }
        catch (Exception problem) when (problem is InputException or ApiException)
        {
            return [.. judge.Refusals, $"the client says: {problem.Message}"];
        }

        return judge.Judged == 1 ? judge.Refusals : [.. judge.Refusals, $"{judge.Judged} requests were sent"];
    }

    /// <inheritdoc/>
    public void Dispose() => http.Dispose();

    /// <inheritdoc/>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{version}: {commands.Count} commands, {requests} requests, {accepted} accepted, "
            + $"{departures.Count} departures, {clock.Elapsed.TotalSeconds:0} s");

    private void Count(Attempt attempt, IReadOnlyList<string> found)
    {
        commands[attempt.Command] = true;
        Interlocked.Increment(ref requests);
        Interlocked.Add(ref accepted, found.Count == 0 ? 1 : 0);
        foreach (var refusal in found)
        {
            if (Departures.Find(version, attempt, refusal) is { } departure)
            {
                departures[departure] = true;
            }
            else
            {
                refusals.Add((attempt, refusal));
            }
        }
    }

    // A change reads the object first where the server would lose fields, and the one that decides where it goes.
    private JsonNode Read(Attempt attempt, string path)
    {
        var resource = attempt.Resource!;
        if (attempt.Kind is not null && path.StartsWith(ValueMaker.FindDecider(resource).Path, StringComparison.Ordinal))
        {
            return values.MakeDecider(resource, attempt.Kind);
        }

        var made = values.MakeObject(resource, attempt.Kind);
        var isList = path == resource.Path && !resource.IsSingle;
        return !isList ? made : resource.Offers(Feature.Paging)
            ? new JsonObject { ["pagination"] = new JsonObject { ["next"] = 0, ["count"] = 1 }, ["results"] = new JsonArray(made) }
            : new JsonArray(made);
    }

    private Session OpenSession(Judge judge) => new(
        new Connection(new ConnectionSettings { Name = "judge", Uri = prism.Uri }, new Dictionary<string, System.Security.SecureString>()),
        new RestSharpTransport(new TransportOptions { Handler = judge }),
        new Redactor(),
        Authentik.Resources.Book)
    {
        Tokens = new FixedToken(SecretText.Protect("token")),
        ServerVersion = version,
        Username = "akadmin",
        UserId = 1,
    };

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

        public void Warning(string text)
        {
        }
    }
}
