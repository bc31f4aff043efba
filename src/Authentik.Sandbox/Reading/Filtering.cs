using System.Text.Json.Nodes;
using Authentik.Book;
using Authentik.Sandboxing.Reads;
using Authentik.Sandboxing.Store;
using Authentik.Sandboxing.Writes;

namespace Authentik.Sandboxing.Lists;

/// <summary>Applies the filters of a request. What the version does not know as a filter changes nothing, as on the server.</summary>
internal sealed class Filtering(World world, Resource resource, View view)
{
    private const string AmongEnding = "_in";

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

    // Whether parts are shown, or whose list it is, and not which rows.
    private static bool IsOption(Filter filter) =>
        filter.Name.StartsWith("include_", StringComparison.Ordinal) || filter.Name is "superuser_full_list" or "inherited";

    private bool Passes(Row row, Filter filter, IReadOnlyList<string> values)
    {
        foreach (var rules in world.Rules.Of(row.Resource).Reverse())
        {
            if (rules.Passes(row, filter.Name, values) is { } decided)
            {
                return decided;
            }
        }

        return IsId(filter) ? FilterValues.Same(row.Id, values[^1]) : Compare(row, filter, values);
    }

    // stage_uuid, policy_uuid: the id by the name that the database has for it.
    private bool IsId(Filter filter) => filter.Name == resource.IdFilter
        || (filter.Kind == FieldKind.Uuid && filter.Name.EndsWith("_uuid", StringComparison.Ordinal) && !resource.TryField(filter.Name, out _));

    private bool Compare(Row row, Filter filter, IReadOnlyList<string> values)
    {
        if (ValueOf(row, filter.Name, out var value))
        {
            return filter.Kind == FieldKind.Json ? FilterValues.Contains(value, values[^1]) : IsAmong(value, filter, values);
        }

        if (filter.Name.EndsWith(AmongEnding, StringComparison.Ordinal) && ValueOf(row, filter.Name[..^AmongEnding.Length], out value))
        {
            return values.SelectMany(text => text.Split(',')).Any(text => FilterValues.Same(value, text));
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
        if (inner is not null && FollowHere(row, name, inner, out var here))
        {
            return values.Any(text => FilterValues.Same(here, text));
        }

        if (inner is null || !row.Resource.TryField(name, out var reference) || world.Catalog.Target(reference) is not { } target)
        {
            throw new UnknownFilterException(filter.Name);
        }

        var field = inner == "pk" ? target.Id : inner;
        return Ids(row.Values[name]).Select(id => world.Objects.Find(target, id)).OfType<Row>()
            .Any(found => values.Any(text => FilterValues.Same(found.Values[field], text)));
    }

    // What the database keeps in another table stands in the object itself, or is the object that it shows whole.
    private bool FollowHere(Row row, string name, string inner, out JsonNode? value)
    {
        if (Link.Read(row.Values[name]) is { } link && world.Catalog.AtPath(link.Path) is { } target)
        {
            value = world.Objects.Find(target, link.Id)?.Values[inner];
            return true;
        }

        if (name.EndsWith("_type", StringComparison.Ordinal) && row.Text(name) is { } type)
        {
            var parts = type.Split('.', 2);
            value = inner == "model" ? parts[^1] : parts[0];
            return true;
        }

        if (row.Values.TryGetPropertyValue(name, out value) && value is null)
        {
            return true;
        }

        return (name is "session" or "content_type" or "object_type" && ValueOf(row, inner, out value))
            || (name.EndsWith("content_type", StringComparison.Ordinal) && ValueOf(row, name.Replace("content_type", inner, StringComparison.Ordinal), out value));
    }

    private static (string Name, string? Inner) SplitPath(string filter)
    {
        var parts = filter.Split("__", 2);
        parts = parts.Length == 2 ? parts : filter.Split("_by_", 2);
        return (parts[0], parts.Length == 2 ? parts[1] : null);
    }

    private static IEnumerable<string> Ids(JsonNode? value) => value is JsonArray ? value.AsTexts() : value is null ? [] : [value.ToString()];

    private bool ValueOf(Row row, string name, out JsonNode? value)
    {
        var isField = row.Resource.TryField(name, out var field);
        value = isField ? presenter.Value(row, field!, view) : row.Values[name];

        // Some filters ask for what no answer shows, or what a kind does not have of its family.
        return isField || resource.TryField(name, out _) || row.Values.ContainsKey(name) || world.Facts.IsHidden(row.Resource, name);
    }
}
