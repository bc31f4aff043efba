namespace Authentik.Configuration;

/// <summary>A part of a configuration that can stand alone: some objects, and all that they need.</summary>
internal static class GraphPart
{
    /// <summary>
    /// Takes the objects, what they refer to, and what belongs to them, such as the bindings of a flow.
    /// </summary>
    public static ConfigurationGraph Take(ConfigurationGraph graph, IEnumerable<ConfigurationObject> roots)
    {
        var parts = graph.Objects.ToLookup(one => FindOwner(graph, one));
        var part = new ConfigurationGraph(graph.Book);
        var open = new Queue<ConfigurationObject>(roots);
        while (open.TryDequeue(out var next))
        {
            var one = RoleObjectPermissions.LeaveOut(next);
            if (part.Add(one))
            {
                graph.ListReferences(one).Select(graph.Find).OfType<ConfigurationObject>().ToList().ForEach(open.Enqueue);
                parts[one.Key].ToList().ForEach(open.Enqueue);
            }
        }

        foreach (var gap in graph.Gaps)
        {
            part.AddGap(gap);
        }

        return part;
    }

    // An object without a name of its own belongs to the first thing that it's known by.
    private static ObjectKey? FindOwner(ConfigurationGraph graph, ConfigurationObject one) =>
        one.Resource.KnownBy is [var first, ..] && one.Resource.GetField(first) is { ReferencedNouns.Count: > 0 } field
            ? ReferenceForm.FindKey(graph.Book, field, one.Values[first])
            : null;
}
