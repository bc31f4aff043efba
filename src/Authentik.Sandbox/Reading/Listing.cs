using Authentik.Sandboxing.Http;
using Authentik.Sandboxing.State;
using Authentik.Sandboxing.Store;
using Authentik.Sandboxing.Versions;

namespace Authentik.Sandboxing.Reading;

/// <summary>Responds with a list: filters, searches, sorts and cuts a page.</summary>
internal sealed class Listing(ServerState state, Route route, ApiRequest request)
{
    private readonly View view = new(route.Resource, route.Kind, request);
    private readonly Presenter presenter = new(state);

    /// <summary>What is left out of a page after it was cut, so that pages can have fewer objects, or none; null for nothing.</summary>
    public Func<Row, bool>? IsOnPage { get; init; }

    /// <param name="canSee">Whether the caller can see an object.</param>
    public ApiResponse Respond(Func<Row, bool> canSee)
    {
        if (state.Facts.FindRequiredFilters(route.Resource).FirstOrDefault(name => request.FindValues(name).Count == 0) is { } missing)
        {
            return Responses.BadRequest(new JsonObject { [missing] = new JsonArray("This field is required.") });
        }

        try
        {
            var rows = state.Objects.FindAll(route.Resource)
                .Where(row => (route.Kind is null || row.Kind == route.Kind) && IsShown(row) && canSee(row));
            var filtered = new Filtering(state, route.Resource, view).Apply(rows);
            var found = new Searching(state, route.Resource).Apply(filtered, request.FindValue("search"));
            return Respond([.. new Ordering(state, route, view).Apply(found, request.FindValue("ordering"))]);
        }
        catch (InvalidValueException bad)
        {
            return Responses.BadRequest(bad.Errors);
        }
        catch (UnknownFilterException unknown)
        {
            return Responses.NotModelled($"the filter '{unknown.Filter}' of {route.Resource.Path}");
        }
    }

    private bool IsShown(Row row) =>
        row.Resource == route.Resource || state.Rules.Find(row.Resource).All(rules => rules.IsShownIn(row, route.Resource));

    private ApiResponse Respond(IReadOnlyList<Row> rows) =>
        !route.Resource.Offers(Feature.Paging) ? RespondWhole(rows) : RespondPage(rows);

    private ApiResponse RespondWhole(IReadOnlyList<Row> rows) =>
        rows.Any(row => row.IsUnreadable)
            ? Responses.ErrorPage()
            : Responses.Ok(new JsonArray([.. rows.Select(row => (JsonNode)presenter.Show(row, view))]));

    private ApiResponse RespondPage(IReadOnlyList<Row> rows)
    {
        if (Paging.Read(state, request, rows.Count) is not { } page)
        {
            return Responses.Detail(404, "Invalid page.");
        }

        var shown = rows.Skip(page.Skip).Take(page.Size).ToList();
        return shown.Exists(row => row.IsUnreadable) ? Responses.ErrorPage() : Responses.Ok(CreateEnvelope(page, shown));
    }

    private JsonObject CreateEnvelope(Paging page, IReadOnlyList<Row> rows)
    {
        var response = new JsonObject
        {
            ["pagination"] = page.ToJson(rows.Count),
            ["results"] = new JsonArray(
                [.. rows.Where(row => IsOnPage?.Invoke(row) != false).Select(row => (JsonNode)presenter.Show(row, view))]),
        };

        if (Completions.Create(state, route.Resource) is { } completions)
        {
            response["autocomplete"] = completions;
        }

        return response;
    }
}

/// <summary>Searches objects for words: all words must occur, anywhere and in any case.</summary>
internal sealed class Searching(ServerState state, Resource resource)
{
    public IEnumerable<Row> Apply(IEnumerable<Row> rows, string? search)
    {
        var words = (search ?? string.Empty).Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (state.IsFrom(2026, 1))
        {
            words = [.. words.Select(word => word.Trim('"', '\'')).Where(word => word.Length > 0)];
        }

        var fields = state.Facts.FindSearchFields(resource);
        return words.Length == 0
            ? rows
            : rows.Where(row => words.All(word => fields.Any(field => Contains(row, field, word))));
    }

    private static bool Contains(Row row, string field, string word) =>
        row.Values[field]?.ToString().Contains(word, StringComparison.OrdinalIgnoreCase) == true;
}
