using System.Text.Json.Nodes;
using Authentik.Book;
using Authentik.Comparing;
using Authentik.Sandboxing.State;
using Authentik.Sandboxing.Tests.Support;

namespace Authentik.Sandboxing.Tests.WholeBook;

/// <summary>Asks of one resource all that the book says it can do.</summary>
internal sealed class ResourceChecks(ServerState state, Client client, ObjectMaker maker, Resource resource)
{
    private readonly List<string> failures = [];

    public int Count { get; private set; }

    public bool IsMade { get; private set; }

    public IReadOnlyList<string> Failures => failures;

    private Kind? Kind => maker.KindOf(resource);

    private string Path => ObjectMaker.PathOf(resource, Kind);

    public async Task RunAsync()
    {
        if (resource.IsSingle)
        {
            await SingleAsync();
            return;
        }

        var made = maker.Creatable(resource).Contains(resource) ? await CreateAsync() : null;
        IsMade = made is not null;
        var rows = await ListAsync(made);
        if ((made ?? (rows.Count > 0 ? rows[0] : null)) is not { } one)
        {
            return;
        }

        await ReadAsync(one);
        await FilterAsync(one);
        await SearchAsync(one);
        await OrderAsync();
        await PageAsync();
        if (made is not null)
        {
            await ChangeAsync(made);
            await RepeatAsync(made);
        }

        await UsedByAsync(one);
        if (made is not null)
        {
            await RemoveAsync(made);
        }
    }

    private static string Key(Resource resource, JsonNode one) => Uri.EscapeDataString(one[resource.Key]!.ToString());

    private void Check(bool holds, string what, object? detail = null)
    {
        Count++;
        if (!holds)
        {
            failures.Add($"{state.Version} {Path} {what}: {detail}");
        }
    }

    private async Task SingleAsync()
    {
        var came = await client.Get(resource.Path);
        Check(came.Status == 200, "read", came.Text);
        Check((await client.Delete(resource.Path)).Status == 405, "delete is not there");
        if (came.Status == 200
            && state.Catalog.FindWritable(resource, null).Any()
            && resource.GetVersions(Operations.Set).Contains(state.Version))
        {
            await ChangeAsync(came.Json!, resource.Path);
        }
    }

    private async Task<JsonNode?> CreateAsync()
    {
        if (await maker.BodyAsync(resource, Kind) is not { } body)
        {
            Check(false, "create", "a required field refers to what cannot be made");
            return null;
        }

        foreach (var field in state.Catalog.FindWritable(resource, Kind)
            .Where(field => field.SentBy.HasFlag(Operations.New) && state.Catalog.Requires(field)))
        {
            var less = (JsonObject)body.DeepClone();
            less.Remove(field.Name);
            var refused = await client.Post(Path, less);
            Check(
                refused.Status == 400 && (refused.Json as JsonObject)?.ContainsKey(field.Name) == true,
                $"create without {field.Name}",
                $"{refused.Status} {refused.Text}");
        }

        var came = await client.Post(Path, body);
        Check(came.Status == 201, "create", $"{came.Status} {came.Text} for {body.ToJsonString()}");
        return came.Status == 201 ? came.Json : null;
    }

    private async Task<IReadOnlyList<JsonNode>> ListAsync(JsonNode? made)
    {
        var came = await client.Get($"{maker.ListPath(resource)}?page_size=100&superuser_full_list=true{Demanded()}");
        var isBare = !resource.Offers(Feature.Paging);
        Check(came.Status == 200 && came.Json is JsonArray == isBare, "list", $"{came.Status} {came.Text}");
        var rows = ObjectMaker.Rows(came);
        if (made is not null)
        {
            Check(rows.Any(row => IsSame(row, made)), "list has what was made");
        }

        return rows;
    }

    // Assigned permissions are only told of a model.
    private string Demanded() =>
        resource.Path.StartsWith("/rbac/permissions/assigned_by_", StringComparison.Ordinal) ? "&model=authentik_core.user" : string.Empty;

    private bool IsSame(JsonNode row, JsonNode other) => row[resource.Id]?.ToString() == other[resource.Id]?.ToString();

    private async Task ReadAsync(JsonNode one)
    {
        var came = await client.Get($"{Path}{Key(resource, one)}/");
        if (!resource.Offers(Feature.Detail))
        {
            // Some versions have the URL of an object although the book doesn't use it.
            var isOperation = state.Paths.Find($"{Path}{Key(resource, one)}/")?.Allows("GET") == true;
            Check(isOperation ? came.Status == 200 : came.Status is 404 or 405, "no retrieve", came.Status);
            return;
        }

        Check(came.Status == 200 && IsSame(came.Json!, one), "retrieve", $"{came.Status} {came.Text}");
        var shown = came.Json as JsonObject ?? [];
        var wanted = state.Catalog.FindReadable(FindShown(shown), Kind).Select(field => field.Name);
        Check(
            shown.Select(pair => pair.Key).All(wanted.Contains),
            "only fields of this version",
            string.Join(' ', shown.Select(pair => pair.Key).Except(wanted)));
    }

    // Some families show the fields of each object's kind.
    private Resource FindShown(JsonObject shown) => state.Facts.ShowsKind(resource)
        ? state.Catalog.Resources.First(one => state.Facts.FindModel(one) == shown[Resource.ModelField]?.ToString())
        : resource;

    private async Task FilterAsync(JsonNode one)
    {
        foreach (var filter in resource.Filters.Where(filter => filter.Versions.Contains(state.Version)))
        {
            var value = one[filter.Name];
            var isField = resource.TryFindField(filter.Name, out var field) && field.Readable.Contains(state.Version);
            var text = isField
                && value is JsonScalar ? Text(value) : isField
                && value is JsonArray { Count: > 0 } list
                && list[0] is JsonScalar first ? Text(first) : null;
            var sought = Uri.EscapeDataString(string.IsNullOrEmpty(text) ? Guess(filter) : text);
            var came = await client.Get(
                $"{maker.ListPath(resource)}?page_size=100&superuser_full_list=true{Demanded()}&{filter.Name}={sought}");
            if (string.IsNullOrEmpty(text) || filter.Name == "model")
            {
                Check(came.Status is 200 or 400, $"filter {filter}", $"{came.Status} {came.Text}");
                continue;
            }

            var rows = ObjectMaker.Rows(came);
            Check(
                came.Status == 200 && rows.Any(row => IsSame(row, one)),
                $"filter {filter}={text} finds",
                $"{came.Status} {came.Text[..Math.Min(200, came.Text.Length)]}");
            Check(
                rows.All(row => Holds(row[filter.Name], text) || (filter.IsPart && row[filter.Name]!.ToString().Contains(text))),
                $"filter {filter}={text} finds no others");
        }
    }

    private static string Text(JsonNode value) =>
        value.ToString() is "True" or "False" ? value.ToString().ToLowerInvariant() : value.ToString();

    private static bool Holds(JsonNode? value, string text) =>
        value is JsonArray list ? list.Any(item => item is not null && Text(item) == text) : value is not null && Text(value) == text;

    private string Guess(Filter filter) => filter.Type switch
    {
        FieldType.Boolean => "true",
        FieldType.Integer or FieldType.Number => "1",
        FieldType.Date => "2026-01-01T00:00:00Z",
        FieldType.Uuid => Guid.NewGuid().ToString(),
        FieldType.Json => "{}",
        FieldType.Enum => filter.Values?.Values.FirstOrDefault(value => value.Versions.Contains(state.Version))?.Text ?? "x",
        _ => "x",
    };

    private async Task SearchAsync(JsonNode one)
    {
        if (resource.Names.Count == 0 || one[resource.Names[0]]?.ToString() is not { Length: > 0 } name || !resource.Offers(Feature.Paging))
        {
            return;
        }

        var found = await maker.ListAsync(resource, $"&search={Uri.EscapeDataString(name)}{Demanded()}");
        Check(found.Any(row => IsSame(row, one)), $"search {name}");
        Check((await maker.ListAsync(resource, $"&search=no-such-thing-anywhere{Demanded()}")).Count == 0, "search finds nothing");
    }

    private async Task OrderAsync()
    {
        if (!resource.Offers(Feature.Paging))
        {
            return;
        }

        foreach (var name in resource.Names
            .Where(name => resource.TryFindField(name, out var field) && field.Readable.Contains(state.Version)))
        {
            var up = await maker.ListAsync(resource, $"&ordering={name}{Demanded()}");
            var down = await maker.ListAsync(resource, $"&ordering=-{name}{Demanded()}");
            var values = up.Select(row => row[name]?.ToString()).ToList();

            // Of a longer list, this is the first page alone.
            Check(
                up.Count == ObjectMaker.PageSize || values.SequenceEqual(down.Select(row => row[name]?.ToString()).Reverse()),
                $"ordering {name}");
        }
    }

    private async Task PageAsync()
    {
        if (!resource.Offers(Feature.Paging))
        {
            return;
        }

        var (seen, page) = (new List<string>(), 1);
        while (page != 0 && seen.Count < 500)
        {
            var came = await client.Get($"{maker.ListPath(resource)}?page_size=7&page={page}&superuser_full_list=true{Demanded()}");
            if (came.Status != 200)
            {
                Check(false, $"page {page}", $"{came.Status} {came.Text}");
                return;
            }

            seen.AddRange(came.Results.Select(row => row[resource.Id]?.ToString() ?? string.Empty));
            page = (int)came["pagination"]!["next"]!;
        }

        var all = await maker.ListAsync(resource, Demanded());
        Check(
            seen.Distinct().Count() == seen.Count && seen.Count == Math.Max(all.Count, seen.Count),
            "paging",
            $"{seen.Count} of {all.Count}");
    }

    private async Task ChangeAsync(JsonNode made, string? at = null)
    {
        if (at is null && !resource.GetVersions(Operations.Set).Contains(state.Version))
        {
            return;
        }

        at ??= $"{Path}{Key(resource, made)}/";
        foreach (var field in state.Catalog.FindWritable(resource, Kind).Where(IsFreelyChanged))
        {
            var present = (await client.Get(at)).Json?[field.Name];
            var value = await maker.ValueAsync(resource, field, Kind, present: present);
            if (value is null)
            {
                continue;
            }

            var body = ObjectMaker.Along(resource, made);
            body[field.Name] = value.DeepClone();
            var came = await client.Patch(at, body);
            Check(came.Status == 200, $"change {field}", $"{came.Status} {came.Text} for {body.ToJsonString()}");
            if (came.Status == 200
                && field.Readable.Contains(state.Version)
                && came.Json!.AsObject().ContainsKey(field.Name))
            {
                // What the module compares, too: none of its commands may warn of a value that was stored.
                Check(
                    !StoredForm.Compare(field, field.Name, value, came[field.Name]).Any(),
                    $"change {field} is kept",
                    $"{came[field.Name]?.ToJsonString()} instead of {value.ToJsonString()}");
            }

            if (resource.Key == field.Name && came.Status == 200)
            {
                made[field.Name] = came[field.Name]!.DeepClone();
                at = $"{Path}{Key(resource, made)}/";
            }
        }
    }

    // The subject of a binding, what decides a kind, and what a token must send along have tests of their own.
    private bool IsFreelyChanged(Field field) =>
        field.OneOf is null
        && field.SentBy.HasFlag(Operations.Set)
        && resource.Routing?.By != field.Name
        && !(resource.Path is "/policies/bindings/" or "/endpoints/device_bindings/"
            && field.Name is "policy" or "user" or "group" or "target")
        && !(resource.Path == "/core/tokens/" && field.Name is "user" or "expires")
        && !(resource.Path == "/core/brands/" && field.Name == "default")
        && field.Name != resource.Id
        && field.Name != "flags";

    private async Task RepeatAsync(JsonNode made)
    {
        foreach (var field in state.Catalog.FindWritable(resource, Kind)
            .Where(field => field.SentBy.HasFlag(Operations.New)
                && state.Facts.FindUniqueMessage(resource, field) is not null
                && made[field.Name] is JsonScalar))
        {
            var present = (await client.Get($"{Path}{Key(resource, made)}/")).Json?[field.Name];
            if (present is null || present.ToString().Length == 0 || await maker.BodyAsync(resource, Kind) is not { } body)
            {
                continue;
            }

            body[field.Name] = present.DeepClone();
            var came = await client.Post(Path, body);
            Check(
                came.Status == 400 && (came.Json as JsonObject)?.ContainsKey(field.Name) == true,
                $"{field} twice",
                $"{came.Status} {came.Text}");
        }
    }

    private async Task UsedByAsync(JsonNode one)
    {
        var came = await client.Get($"{Path}{Key(resource, one)}/used_by/");
        var isThere = resource.Offers(Feature.UsedBy);
        Check(isThere ? came.Status == 200 && came.Json is JsonArray : came.Status == 404, "used_by", $"{came.Status} {came.Text}");
    }

    private async Task RemoveAsync(JsonNode made)
    {
        if (!resource.GetVersions(Operations.Remove).Contains(state.Version))
        {
            return;
        }

        var at = $"{Path}{Key(resource, made)}/";
        Check((await client.Delete(at)).Status == 204, "delete");
        Check((await client.Delete(at)).Status == 404, "delete twice");
        Check(!(await maker.ListAsync(resource)).Any(row => IsSame(row, made)), "list without what was deleted");
    }
}
