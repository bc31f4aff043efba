using System.Text.Json.Nodes;
using Authentik.Book;
using Authentik.Sandboxing.Tests.Support;

namespace Authentik.Sandboxing.Tests.Agreement;

/// <summary>Counts where the sandbox answers as the real server did, and notes where it does not.</summary>
internal sealed class Tally
{
    private readonly List<(string Noun, bool IsOfRecording, string Text)> disagreements = [];
    private int all;
    private int statuses;
    private int shapes;
    private int refusals;
    private int refusalTexts;
    private int values;
    private int sameValues;

    /// <summary>The resources whose objects the sandbox does not have, so that requests about them were not tried.</summary>
    public List<string> Untried { get; } = [];

    public double StatusShare => (double)statuses / all;

    public double ShapeShare => (double)shapes / all;

    /// <summary>The nouns of the resources with disagreements over what the recordings made themselves.</summary>
    public IEnumerable<string> Nouns => disagreements.Where(one => one.IsOfRecording).Select(one => one.Noun).Distinct();

    /// <summary>The disagreements, each resource under its name.</summary>
    public IEnumerable<string> Lines =>
        from one in disagreements
        group one.Text by one.Noun into resource
        orderby resource.Key
        from line in resource.Prepend($"{resource.Key}: {resource.Count()} disagreements")
        select line;

    /// <summary>What was not tried, in a line.</summary>
    public string NotTried =>
        "not tried, because the sandbox has no such object: " + string.Join(
            ", ",
            Untried.CountBy(noun => noun).OrderBy(one => one.Key).Select(one => $"{one.Key} {one.Value}"));

    /// <summary>Counts an exchange.</summary>
    /// <param name="exchange">What was recorded.</param>
    /// <param name="came">What the sandbox answered.</param>
    /// <param name="resource">What it is about; null when the book does not know.</param>
    /// <param name="isOfRecording">True when it is about what the recordings made themselves, and not about what each server
    /// has of its own.</param>
    /// <param name="isAction">True when the answer is not the object itself.</param>
    public void Add(Exchange exchange, Came came, Resource? resource, bool isOfRecording, bool isAction)
    {
        var sameStatus = exchange.Status == came.Status;
        var sameShape = Shape.Agree(exchange, came, isOfRecording);
        all++;
        statuses += sameStatus ? 1 : 0;
        shapes += sameShape ? 1 : 0;
        var sameText = AddRefusal(exchange, came);
        if (!sameStatus || !sameShape || !sameText)
        {
            Note(
                resource,
                isOfRecording,
                $"  {exchange.Name}: {exchange.Method} {exchange.Path}\n"
                + $"    real    {exchange.Status} {Told(exchange, sameText)}\n"
                + $"    sandbox {came.Status} {Told(came, sameText)}");
        }

        if (resource is not null && isOfRecording && !isAction && exchange.Method != "OPTIONS" && exchange.Status < 300)
        {
            AddValues(exchange, came, resource);
        }
    }

    public override string ToString() =>
        $"{all} exchanges tried, {Untried.Count} not; status agrees in {statuses}, shape in {shapes}; "
        + $"of {refusals} JSON refusals the whole text agrees in {refusalTexts}; of {values} values of objects {sameValues} agree";

    private void Note(Resource? resource, bool isOfRecording, string text) =>
        disagreements.Add((resource?.Noun ?? "(none)", isOfRecording, text));

    private void AddValues(Exchange exchange, Came came, Resource resource)
    {
        if (ObjectOf(exchange.Json) is not { } real || ObjectOf(came.Json) is not { } sandbox)
        {
            return;
        }

        foreach (var (field, agrees) in Values.Compare(resource, real, sandbox))
        {
            values++;
            sameValues += agrees ? 1 : 0;
            if (!agrees)
            {
                Note(
                    resource,
                    isOfRecording: true,
                    $"  {exchange.Name}: {field}\n"
                    + $"    real    {real[field]?.ToJsonString() ?? "null"}\n"
                    + $"    sandbox {sandbox[field]?.ToJsonString() ?? "null"}");
            }
        }
    }

    // The object itself, or the only row of a list.
    private static JsonObject? ObjectOf(JsonNode? json) =>
        json is not JsonObject map ? null : map["results"] is not JsonArray rows ? map : rows.Count == 1 ? rows[0] as JsonObject : null;

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

    private static string Told(Exchange exchange, bool sameText) =>
        sameText && exchange.Status < 400 ? Shape.Of(exchange) : exchange.Json?.ToJsonString() ?? exchange.ContentType;

    private static string Told(Came came, bool sameText) =>
        sameText && came.Status < 400 ? Shape.Of(came) : came.Json?.ToJsonString() ?? came.ContentType;
}
