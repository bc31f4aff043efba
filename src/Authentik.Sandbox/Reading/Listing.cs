using System.Text.Json.Nodes;
using Authentik.Book;
using Authentik.Sandboxing.Http;
using Authentik.Sandboxing.Reads;
using Authentik.Sandboxing.Store;
using Authentik.Sandboxing.Writes;

namespace Authentik.Sandboxing.Lists;

/// <summary>Answers a list: filters, search, order, one page.</summary>
internal sealed class Listing(World world, Route route, ApiCall call)
{
    private readonly View view = new(route.Resource, route.Kind, call);
    private readonly Presenter presenter = new(world);

    /// <param name="sees">Which objects the caller sees at all.</param>
    public Answer Answer(Func<Row, bool> sees)
    {
        if (world.Facts.Demands(route.Resource).FirstOrDefault(name => call.Values(name).Count == 0) is { } missing)
        {
            return Answers.Refused(new JsonObject { [missing] = new JsonArray("This field is required.") });
        }

        try
        {
            var rows = world.Objects.Rows(route.Resource).Where(row => (route.Kind is null || row.Kind == route.Kind) && sees(row));
            var filtered = new Filtering(world, route.Resource, view).Apply(rows);
            var found = new Searching(world, route.Resource).Apply(filtered, call.Value("search"));
            return Answer([.. new Ordering(world, route, view).Apply(found, call.Value("ordering"))]);
        }
        catch (BadValueException bad)
        {
            return Answers.Refused(bad.Errors);
        }
        catch (UnknownFilterException unknown)
        {
            return Answers.NotModelled($"the filter '{unknown.Filter}' of {route.Resource.Path}");
        }
    }

    private Answer Answer(IReadOnlyList<Row> rows) => route.Resource.Without.HasFlag(Missing.Paging) ? Whole(rows) : Page(rows);

    private Answer Whole(IReadOnlyList<Row> rows) =>
        rows.Any(row => row.IsUnreadable) ? Answers.ServerError() : Answers.Ok(new JsonArray([.. rows.Select(row => (JsonNode)presenter.Show(row, view))]));

    private Answer Page(IReadOnlyList<Row> rows)
    {
        if (Paging.Of(world, call, rows.Count) is not { } page)
        {
            return Answers.Detail(404, "Invalid page.");
        }

        var shown = rows.Skip(page.Skip).Take(page.Size).ToList();
        return shown.Exists(row => row.IsUnreadable) ? Answers.ServerError() : Answers.Ok(Envelope(page, shown));
    }

    private JsonObject Envelope(Paging page, IReadOnlyList<Row> rows)
    {
        var answer = new JsonObject
        {
            ["pagination"] = page.ToJson(rows.Count),
            ["results"] = new JsonArray([.. rows.Select(row => (JsonNode)presenter.Show(row, view))]),
        };

        // Hints for the search box of the interface; mostly empty. Seen on 2025.10, not on 2024.10.
        if (world.IsFrom(2025, 10))
        {
            answer["autocomplete"] = new JsonObject();
        }

        return answer;
    }
}
