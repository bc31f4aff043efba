using System.Collections;
using System.Runtime.CompilerServices;

namespace Authentik;

/// <summary>
/// A list of values of an object, which can't be changed. To PowerShell it's like an array; its text is a cell of a CSV file, from which
/// the same list can be read again: the values joined by semicolons, or JSON if they can't be.
/// </summary>
[CollectionBuilder(typeof(ValueList), nameof(ValueList.Create))]
public class ValueList<T> : IReadOnlyList<T>, IList
{
    private readonly T[] items;

    /// <summary>Takes the values. The array must not be changed afterwards.</summary>
    public ValueList(T[] items) => this.items = items ?? throw new ArgumentNullException(nameof(items));

    /// <summary>The number of values.</summary>
    public int Count => items.Length;

    /// <summary>The number of values, as an array has it.</summary>
    public int Length => items.Length;

    /// <summary>The value at an index.</summary>
    public T this[int index] => items[index];

    bool IList.IsFixedSize => true;

    bool IList.IsReadOnly => true;

    bool ICollection.IsSynchronized => false;

    object ICollection.SyncRoot => items;

    object? IList.this[int index]
    {
        get => items[index];
        set => throw Refuse();
    }

    /// <summary>True if the list contains the value.</summary>
    public bool Contains(object? value) => ((IList)items).Contains(value);

    /// <summary>The index of the value; -1 if the list doesn't contain it.</summary>
    public int IndexOf(object? value) => ((IList)items).IndexOf(value);

    /// <summary>Copies the values to an array.</summary>
    public void CopyTo(Array array, int index) => items.CopyTo(array, index);

    /// <summary>An array of the values.</summary>
    public T[] ToArray() => [.. items];

    /// <inheritdoc/>
    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => items.GetEnumerator();

    int IList.Add(object? value) => throw Refuse();

    void IList.Clear() => throw Refuse();

    void IList.Insert(int index, object? value) => throw Refuse();

    void IList.Remove(object? value) => throw Refuse();

    void IList.RemoveAt(int index) => throw Refuse();

    /// <summary>The list as a cell of a CSV file has it.</summary>
    public override string ToString() => CellText.Write(this);

    private static NotSupportedException Refuse() =>
        new("A list of an object can't be changed. Use +, which creates another list, and the Set command with it.");
}

/// <summary>
/// A list of the ids of other objects. Its text has their names, if the object that has the list contains them and each of them can only
/// mean the same object.
/// </summary>
/// <param name="items">The ids.</param>
/// <param name="owner">The object that has the list.</param>
/// <param name="details">The field of that object with the other objects; null if there is none.</param>
public sealed class ReferenceList<T>(T[] items, AuthentikObject owner, string? details) : ValueList<T>(items)
{
    /// <inheritdoc/>
    public override string ToString() => CellText.JoinNames(FindNames()) ?? CellText.WriteIds(this);

    // Names that look like ids would be read as ids, and of two equal names nobody knows which is which.
    private List<string>? FindNames()
    {
        if (details is null || owner.ValueOf(details) is not IEnumerable<AuthentikObject> found)
        {
            return null;
        }

        var byId = new Dictionary<object, string?>();
        foreach (var one in found)
        {
            byId[one.ValueOf("pk") ?? string.Empty] = one.NaturalName;
        }

        var names = this.Select(id => byId.GetValueOrDefault(id!)).OfType<string>().ToList();
        var areClear = names.Count == Count && names.Distinct(StringComparer.Ordinal).Count() == Count;
        return areClear && !names.Exists(name => Guid.TryParse(name, out _)) ? names : null;
    }
}

/// <summary>Makes lists of values, for collection expressions.</summary>
internal static class ValueList
{
    /// <summary>A list of these values.</summary>
    public static ValueList<T> Create<T>(ReadOnlySpan<T> items) => new(items.ToArray());
}
