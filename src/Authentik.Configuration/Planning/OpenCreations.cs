using Authentik.Book;

namespace Authentik.Configuration;

/// <summary>
/// New objects that have no place in the order yet. What each refers to is looked at once and counted from then on, so that ten thousand
/// objects that need each other in a row take no longer than as many that don't.
/// </summary>
internal sealed class OpenCreations
{
    private readonly Dictionary<ObjectKey, Entry> entries;
    private readonly ILookup<ObjectKey, (Entry User, CreationNeed Need)> users;

    // What can be created now, with as little as possible left for later first.
    private readonly SortedSet<(int Left, ObjectKey Key)> possible = [];

    /// <summary>Takes the new objects.</summary>
    public OpenCreations(IEnumerable<ObjectDifference> created, Func<ConfigurationObject, IEnumerable<CreationNeed>> listNeeds)
    {
        entries = created.ToDictionary(one => one.Object.Key, one => new Entry(one));
        foreach (var entry in entries.Values)
        {
            entry.Needs.AddRange(listNeeds(entry.Difference.Wanted!).Where(need => need.Key != entry.Key && entries.ContainsKey(need.Key)));
            Add(entry, entry.Needs, 1);
        }

        users = entries.Values.SelectMany(entry => entry.Needs, (entry, need) => (entry, need)).ToLookup(use => use.need.Key);
    }

    /// <summary>How many there are.</summary>
    public int Count => entries.Count;

    /// <summary>The objects.</summary>
    public IEnumerable<ConfigurationObject> Objects => entries.Values.Select(entry => entry.Difference.Object);

    /// <summary>
    /// Those that refer to nothing that is open, by kind and name; if there are none, the one of a circle that can do without the least;
    /// none if each of them needs another one.
    /// </summary>
    public List<ObjectDifference> FindNext()
    {
        var isReady = possible.Count > 0 && possible.Min.Left == 0;
        var next = isReady ? possible.TakeWhile(one => one.Left == 0) : possible.Take(1);
        return [.. next.Select(one => entries[one.Key].Difference)];
    }

    /// <summary>The fields by which an object refers to what is open.</summary>
    public IReadOnlyList<Field> ListFields(ObjectKey key) =>
        [.. entries[key].Needs.Where(need => entries.ContainsKey(need.Key)).Select(need => need.Field).Distinct()];

    /// <summary>Takes an object out that has its place.</summary>
    public void Close(ObjectKey key)
    {
        possible.Remove((entries[key].Left, key));
        entries.Remove(key);
        foreach (var (user, need) in users[key])
        {
            Add(user, [need], -1);
        }
    }

    private void Add(Entry entry, IEnumerable<CreationNeed> needs, int change)
    {
        possible.Remove((entry.Left, entry.Key));
        foreach (var need in needs)
        {
            entry.Left += change;
            entry.RequiredLeft += need.IsRequired ? change : 0;
        }

        if (entry.RequiredLeft == 0 && entries.ContainsKey(entry.Key))
        {
            possible.Add((entry.Left, entry.Key));
        }
    }

    private sealed class Entry(ObjectDifference difference)
    {
        public ObjectDifference Difference => difference;

        public ObjectKey Key => difference.Object.Key;

        public List<CreationNeed> Needs { get; } = [];

        public int Left { get; set; }

        public int RequiredLeft { get; set; }
    }
}
