using System.Text.Json.Nodes;
using Authentik.Book;
using Authentik.Sandboxing.Reads;
using Authentik.Sandboxing.Store;
using Authentik.Sandboxing.Writes;

namespace Authentik.Sandboxing.Lists;

/// <summary>Applies the filters of a request. What the version does not know as a filter changes nothing, as on the server.</summary>
internal sealed class Filtering(World world, Resource resource, View view)
{
    private readonly Presenter presenter = new(world);

    public IEnumerable<Row> Apply(IEnumerable<Row> rows)
    {
        var errors = new FieldErrors();
        foreach (var filter in resource.Filters.Where(filter => filter.Versions.Contains(world.Version)))
        {
            var values = view.Call.Values(filter.Name);
            if (values.Count > 0 && TestOf(filter, values, errors) is { } passes)
            {
                rows = rows.Where(passes);
            }
        }

        return errors.Any ? throw new BadValueException(errors.Json) : rows;
    }

    // Null when the filter, or the value, changes nothing.
    private Func<Row, bool>? TestOf(Filter filter, IReadOnlyList<string> values, FieldErrors errors)
    {
        if (IsOption(filter) || (filter.Kind == FieldKind.Boolean && !FilterValues.IsBoolean(values[^1])))
        {
            return null;
        }

        if (new FilterValues(world, resource).WhatIsWrong(filter, values) is { } wrong)
        {
            errors.Add(filter.Name, wrong);
            return null;
        }

        return row => Passes(row, filter, values);
    }

    // Whether parts are shown, not which rows.
    private static bool IsOption(Filter filter) => filter.Name.StartsWith("include_", StringComparison.Ordinal);

    private bool Passes(Row row, Filter filter, IReadOnlyList<string> values)
    {
        foreach (var rules in world.Rules.Of(row.Resource).Reverse())
        {
            if (rules.Passes(row, filter.Name, values) is { } decided)
            {
                return decided;
            }
        }

        return filter.Name == resource.IdFilter
            ? FilterValues.Same(row.Id, values[^1])
            : Compare(row, filter, values);
    }

    private bool Compare(Row row, Filter filter, IReadOnlyList<string> values)
    {
        if (ValueOf(row, filter.Name, out var value))
        {
            return filter.Kind == FieldKind.Json ? FilterValues.Contains(value, values[^1]) : IsAmong(value, filter, values);
        }

        var test = FilterTest.Parse(filter.Name);
        return ValueOf(row, test.Field, out value) ? test.Passes(value, values[^1]) : Follow(row, filter, values);
    }

    private static bool IsAmong(JsonNode? value, Filter filter, IReadOnlyList<string> values)
    {
        var wanted = filter.IsList ? values : [values[^1]];
        return value is JsonArray list
            ? list.Any(item => wanted.Any(text => FilterValues.Same(item, text)))
            : wanted.Any(text => FilterValues.Same(value, text));
    }

    // source__slug: what source refers to has that slug. groups_by_name: what groups refers to has that name.
    private bool Follow(Row row, Filter filter, IReadOnlyList<string> values)
    {
        var (name, inner) = SplitPath(filter.Name);
        if (inner is null || !row.Resource.TryField(name, out var reference) || world.Catalog.Target(reference) is not { } target)
        {
            throw new UnknownFilterException(filter.Name);
        }

        var field = inner == "pk" ? target.Id : inner;
        return Ids(row.Values[name]).Select(id => world.Objects.Find(target, id)).OfType<Row>()
            .Any(found => values.Any(text => FilterValues.Same(found.Values[field], text)));
    }

    private static (string Name, string? Inner) SplitPath(string filter)
    {
        var parts = filter.Split("_by_", 2);
        parts = parts.Length == 2 ? parts : filter.Split("__", 2);
        return (parts[0], parts.Length == 2 ? parts[1] : null);
    }

    private static IEnumerable<string> Ids(JsonNode? value) => value is JsonArray ? value.AsTexts() : value is null ? [] : [value.ToString()];

    private bool ValueOf(Row row, string name, out JsonNode? value)
    {
        var isField = row.Resource.TryField(name, out var field);
        value = isField ? presenter.Value(row, field!, view) : null;
        return isField;
    }
}
