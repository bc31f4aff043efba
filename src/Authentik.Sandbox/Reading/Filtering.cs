using Authentik.Sandboxing.Http;
using Authentik.Sandboxing.State;
using Authentik.Sandboxing.Store;

namespace Authentik.Sandboxing.Reading;

/// <summary>Applies the filters of a request. As on the server, a query parameter that the version doesn't know is ignored.</summary>
internal sealed class Filtering(ServerState state, Resource resource, View view)
{
    private const string InSuffix = "_in";

    private readonly Presenter presenter = new(state);

    public IEnumerable<Row> Apply(IEnumerable<Row> rows)
    {
        var errors = new FieldErrors();
        foreach (var filter in resource.Filters.Where(filter => filter.Versions.Contains(state.Version)))
        {
            var values = view.Request.FindValues(filter.Name);
            if (values.Count > 0 && CreateTest(filter, values, errors) is { } passes)
            {
                rows = rows.Where(passes);
            }
        }

        return errors.Any ? throw new InvalidValueException(errors.Json) : rows;
    }

    // Null when the filter or the value has no effect.
    private Func<Row, bool>? CreateTest(Filter filter, IReadOnlyList<string> values, FieldErrors errors)
    {
        if (IsOption(filter) || (filter.Type == FieldType.Boolean && !FilterValues.IsBoolean(values[^1])))
        {
            return null;
        }

        if (new FilterValues(state, resource).FindError(filter, values) is { } wrong)
        {
            errors.Add(filter.Name, wrong);
            return null;
        }

        return row => Passes(row, filter, values);
    }

    // Options of a list that don't decide which rows it has.
    private static bool IsOption(Filter filter) =>
        filter.Name.StartsWith("include_", StringComparison.Ordinal) || filter.Name == "inherited";

    private bool Passes(Row row, Filter filter, IReadOnlyList<string> values)
    {
        foreach (var rules in state.Rules.Find(row.Resource).Reverse())
        {
            if (rules.Passes(row, filter.Name, values) is { } decided)
            {
                return decided;
            }
        }

        return IsId(filter) ? FilterValues.Matches(row.Id, values[^1]) : Matches(row, filter, values);
    }

    // stage_uuid, policy_uuid: the name of the id in the database.
    private bool IsId(Filter filter) => filter.Name == resource.IdFilter
        || (filter.Type == FieldType.Uuid
            && filter.Name.EndsWith("_uuid", StringComparison.Ordinal)
            && !resource.TryFindField(filter.Name, out _));

    private bool Matches(Row row, Filter filter, IReadOnlyList<string> values)
    {
        if (TryGetValue(row, filter.Name, out var value))
        {
            return filter.Type == FieldType.Json ? FilterValues.Contains(value, values[^1]) : MatchesList(value, filter, values);
        }

        if (filter.Name.EndsWith(InSuffix, StringComparison.Ordinal) && TryGetValue(row, filter.Name[..^InSuffix.Length], out value))
        {
            return values.SelectMany(text => text.Split(',')).Any(text => FilterValues.Matches(value, text));
        }

        var test = FilterCondition.Parse(filter.Name);
        return TryGetValue(row, test.Field, out value) ? test.Passes(value, values[^1]) : Follow(row, filter, values);
    }

    private static bool MatchesList(JsonNode? value, Filter filter, IReadOnlyList<string> values)
    {
        var wanted = filter.IsList ? values : [values[^1]];
        return value is JsonArray list
            ? list.Any(item => wanted.Any(text => FilterValues.Matches(item, text)))
            : wanted.Any(text => FilterValues.Matches(value, text));
    }

    // source__slug: the slug of the object in source. groups_by_name: the name of the objects in groups.
    private bool Follow(Row row, Filter filter, IReadOnlyList<string> values)
    {
        var (name, inner) = SplitName(filter.Name);
        if (inner is not null && TryFollowHere(row, name, inner, out var here))
        {
            return values.Any(text => FilterValues.Matches(here, text));
        }

        if (inner is null || !row.Resource.TryFindField(name, out var reference) || state.Catalog.FindTarget(reference) is not { } target)
        {
            throw new UnknownFilterException(filter.Name);
        }

        var field = inner == "pk" ? target.Id : inner;
        return GetIds(row.Values[name]).Select(id => state.Objects.Find(target, id)).OfType<Row>()
            .Any(found => values.Any(text => FilterValues.Matches(found.Values[field], text)));
    }

    // What the database stores in another table is in the object itself, or in an object that it shows whole.
    private bool TryFollowHere(Row row, string name, string inner, out JsonNode? value)
    {
        if (Link.Read(row.Values[name]) is { } link && state.Catalog.FindByPath(link.Path) is { } target)
        {
            value = state.Objects.Find(target, link.Id)?.Values[inner];
            return true;
        }

        if (name.EndsWith("_type", StringComparison.Ordinal) && row.GetString(name) is { } type)
        {
            var parts = type.Split('.', 2);
            value = inner == "model" ? parts[^1] : parts[0];
            return true;
        }

        if (row.Values.TryGetPropertyValue(name, out value) && value is null)
        {
            return true;
        }

        return (name is "session" or "content_type" or "object_type" && TryGetValue(row, inner, out value))
            || (name.EndsWith("content_type", StringComparison.Ordinal)
                && TryGetValue(row, name.Replace("content_type", inner, StringComparison.Ordinal), out value));
    }

    private static (string Name, string? Inner) SplitName(string filter)
    {
        var parts = filter.Split("__", 2);
        parts = parts.Length == 2 ? parts : filter.Split("_by_", 2);
        return (parts[0], parts.Length == 2 ? parts[1] : null);
    }

    private static IEnumerable<string> GetIds(JsonNode? value) =>
        value is JsonArray ? value.AsStrings() : value is null ? [] : [value.ToString()];

    private bool TryGetValue(Row row, string name, out JsonNode? value)
    {
        var isField = row.Resource.TryFindField(name, out var field);
        value = isField ? presenter.GetValue(row, field!, view) : row.Values[name];

        // Some filters use a value that no response shows, or that a member of the family doesn't have.
        return isField || resource.TryFindField(name, out _) || row.Values.ContainsKey(name) || state.Facts.IsHidden(row.Resource, name);
    }
}

/// <summary>The sandbox can't apply a filter of the book. To ignore it would show rows that a server doesn't show.</summary>
internal sealed class UnknownFilterException(string filter) : Exception($"The sandbox can't apply the filter '{filter}'.")
{
    public string Filter { get; } = filter;
}
