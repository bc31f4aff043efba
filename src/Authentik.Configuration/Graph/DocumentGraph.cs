using System.Text.Json.Nodes;
using Authentik.Book;

namespace Authentik.Configuration;

/// <summary>Makes a graph of objects that were read from files: finds out what they are called.</summary>
internal static class DocumentGraph
{
    /// <summary>The graph.</summary>
    /// <param name="book">The resources that there are.</param>
    /// <param name="objects">The objects.</param>
    /// <param name="findName">The name of an object that isn't called by its values; null for one that is.</param>
    /// <exception cref="InputException">An object has no name, or two have the same.</exception>
    public static ConfigurationGraph Build(
        BookIndex book, IEnumerable<ConfigurationObject> objects, Func<ConfigurationObject, JsonNode?>? findName = null)
    {
        var graph = new ConfigurationGraph(book);
        foreach (var kind in objects.GroupBy(one => one.Resource.Noun, StringComparer.Ordinal))
        {
            Name([.. kind], findName ?? (_ => null));
            foreach (var one in kind)
            {
                Add(graph, one);
            }
        }

        return graph;
    }

    private static void Add(ConfigurationGraph graph, ConfigurationObject one)
    {
        if (graph.Add(one))
        {
            return;
        }

        var other = graph.Find(one.Key)!;
        throw new InputException(
            InputProblem.InvalidValue, $"{one.Origin} and {other.Origin} are both the {one}. Remove one of them.", one.Key.Text);
    }

    private static void Name(IReadOnlyList<ConfigurationObject> objects, Func<ConfigurationObject, JsonNode?> findName)
    {
        foreach (var one in objects)
        {
            one.Name = findName(one)?.DeepClone() ?? Compose(one);
        }

        SameNames.Number(objects.Select(one => (one, one.Name)), ReadOrder);
        foreach (var one in objects)
        {
            one.Key = ObjectKey.Of(one.Resource, one.Name);
        }
    }

    private static JsonNode Compose(ConfigurationObject one)
    {
        var resource = one.Resource;
        if (resource.IsSingle)
        {
            return JsonValue.Create(resource.Title);
        }

        if (ObjectKey.IsSimple(resource))
        {
            return one.Values[resource.KnownBy[0]]?.DeepClone() ?? throw Nameless(one, resource.KnownBy[0]);
        }

        var parts = resource.KnownBy.Where(field => one.Values[field] is not null)
            .Select(field => KeyValuePair.Create(field, one.Values[field]?.DeepClone()))
            .ToList();
        return parts.Count > 0 ? new JsonObject(parts) : throw Nameless(one, resource.KnownBy[0]);
    }

    private static int ReadOrder(ConfigurationObject one) =>
        one.Values["order"] is JsonValue value && value.TryGetValue(out int order) ? order : 0;

    private static InputException Nameless(ConfigurationObject one, string field) => new(
        InputProblem.InvalidValue, $"{one.Origin}: {field} is missing, by which the {one.Resource.Title} is known.", field);
}
