using System.Text.Json.Nodes;
using Authentik.Book;
using Authentik.Sandboxing.Tests.Support;

namespace Authentik.Sandboxing.Tests.Agreement;

/// <summary>Does the sandbox answer as the real servers did? Recorded requests are sent to it, and the answers compared.</summary>
public class AgreementTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("2024.10.5")]
    [InlineData("2025.10.4")]
    [InlineData("2026.2.2")]
    public async Task The_sandbox_answers_as_the_real_server_did(string version)
    {
        Assert.SkipWhen(Recordings.Folder is null, Recordings.Absent);
        using var replay = new Replay(version, Resources.Book);
        await replay.LearnSeedsAsync(Recordings.Read(version, "lists", "queries", "cycles", "item-gets"));
        var tally = new Tally();
        foreach (var exchange in Recordings.Read(version, "cycles", "crud", "errors").Where(replay.IsKept))
        {
            var answer = await replay.SendAsync(exchange);
            if (replay.IsWhole(exchange))
            {
                tally.Add(exchange, answer, replay.ResourceOf(exchange));
            }
        }

        output.WriteLine($"{version}: {tally}");
        tally.Disagreements.ForEach(output.WriteLine);
        Assert.True(tally.StatusShare >= 0.97, $"Too many statuses differ: {tally}");
        Assert.True(tally.ShapeShare >= 0.95, $"Too many shapes differ: {tally}");
    }

    private sealed class Tally
    {
        private int values;
        private int sameValues;
        private int all;
        private int statuses;
        private int shapes;
        private int refusals;
        private int refusalTexts;

        public List<string> Disagreements { get; } = [];

        public double StatusShare => (double)statuses / all;

        public double ShapeShare => (double)shapes / all;

        public void Add(Exchange exchange, Came came, Resource? resource)
        {
            var sameStatus = exchange.Status == came.Status;
            var sameShape = Shape.Of(exchange) == Shape.Of(came);
            all++;
            statuses += sameStatus ? 1 : 0;
            shapes += sameShape ? 1 : 0;
            var sameText = AddRefusal(exchange, came);
            AddValues(exchange, came, resource);
            if (!sameStatus || !sameShape || !sameText)
            {
                Disagreements.Add($"{exchange.Name}: {exchange.Method} {exchange.Path}");
                Disagreements.Add($"    real    {exchange.Status} {Told(exchange, sameText)}");
                Disagreements.Add($"    sandbox {came.Status} {Told(came, sameText)}");
            }
        }

        public override string ToString() =>
            $"{all} exchanges; status agrees in {statuses}, shape in {shapes}; "
            + $"of {refusals} JSON refusals the whole text agrees in {refusalTexts}; of {values} values of objects {sameValues} agree";

        private void AddValues(Exchange exchange, Came came, Resource? resource)
        {
            var isAboutObjects = resource is not null && exchange.Method != "OPTIONS" && exchange.Status < 300;
            if (!isAboutObjects || Objects(exchange.Json) is not { } real || Objects(came.Json) is not { } sandbox)
            {
                return;
            }

            foreach (var (field, agrees) in Values.Compare(resource!, real, sandbox))
            {
                values++;
                sameValues += agrees ? 1 : 0;
                if (!agrees)
                {
                    Disagreements.Add($"{exchange.Name}: {field}\n    real    {real[field]?.ToJsonString() ?? "null"}\n    sandbox {sandbox[field]?.ToJsonString() ?? "null"}");
                }
            }
        }

        // The object itself, or the only row of a list.
        private static JsonObject? Objects(JsonNode? json) => json is not JsonObject map ? null : map["results"] is not JsonArray rows ? map : rows.Count == 1 ? rows[0] as JsonObject : null;

        private bool AddRefusal(Exchange exchange, Came came)
        {
            if (exchange.Status < 400 || !exchange.IsJson)
            {
                return true;
            }

            var same = JsonNode.DeepEquals(exchange.Json, came.Json);
            refusals++;
            refusalTexts += same ? 1 : 0;
            return same;
        }

        private static string Told(Exchange exchange, bool sameText) => sameText && exchange.Status < 400 ? Shape.Of(exchange) : exchange.Json?.ToJsonString() ?? exchange.ContentType;

        private static string Told(Came came, bool sameText) => sameText && came.Status < 400 ? Shape.Of(came) : came.Json?.ToJsonString() ?? came.ContentType;
    }
}
