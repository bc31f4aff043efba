using System.Collections;
using Authentik.Book;
using Authentik.Sessions;

namespace Authentik.Values;

/// <summary>The values that somebody gave for an object, each with its field: what is in it is sent, and nothing else.</summary>
internal sealed class FieldValues
{
    private readonly List<KeyValuePair<Field, object?>> values = [];
    private readonly List<FieldPart> parts = [];
    private readonly HashSet<string> whole = new(StringComparer.Ordinal);
    private readonly HashSet<string> columns = new(StringComparer.Ordinal);

    /// <summary>The values in the order they were given.</summary>
    public IReadOnlyList<KeyValuePair<Field, object?>> All => values;

    /// <summary>What is added to stored values and removed from them, in the order it was given.</summary>
    public IReadOnlyList<FieldPart> Parts => parts;

    public int Count => values.Count + parts.Count;

    /// <summary>True if the columns are those of an object that was read. Nobody meant to send those that weren't edited.</summary>
    public bool IsOfObject { get; set; }

    /// <summary>
    /// What the row says of a field that never changes: an object with another value there is another object. Null for nothing.
    /// </summary>
    public (Field Field, string Value)? Proof { get; set; }

    /// <summary>True if the value of a field is that of a column.</summary>
    public bool IsColumn(string name) => columns.Contains(name);

    /// <summary>Adds to the stored value of a field, or removes from it.</summary>
    public void Change(FieldPart part) => parts.Add(part);

    /// <summary>Gives a field a value, in place of an earlier one.</summary>
    public void Set(Field field, object? value)
    {
        Remove(field.Name);
        values.Add(new(field, value));
    }

    /// <summary>Gives a field the value of a column, which nobody may have meant to be sent.</summary>
    public void SetColumn(Field field, object? value)
    {
        Set(field, value);
        columns.Add(field.Name);
    }

    /// <summary>Gives a field a value that was made of the stored one, so that nothing is merged into it.</summary>
    public void SetWhole(Field field, object? value)
    {
        Set(field, value);
        whole.Add(field.Name);
    }

    /// <summary>True if the value of a field was made of the stored one.</summary>
    public bool IsWhole(string name) => whole.Contains(name);

    /// <summary>
    /// Removes the columns that the server doesn't accept, if it returns them or they are empty: the row was once an object of that server.
    /// Some fields it accepts only for a new object.
    /// </summary>
    public void RemoveReadOnlyColumns(VersionGate gate, bool isNew)
    {
        if (gate.IsKnownVersion)
        {
            var given = values.Where(value => columns.Contains(value.Key.Name) && !IsAccepted(value.Key, gate, isNew));
            var readOnly = given.Where(value => gate.IsPossible(value.Key.Readable) || IsEmpty(value.Value)).ToList();
            readOnly.ForEach(value => Remove(value.Key.Name));
        }
    }

    public void Remove(string name)
    {
        values.RemoveAll(value => value.Key.Name == name);
        columns.Remove(name);
    }

    /// <summary>True when the field has a value, which may be null.</summary>
    public bool Has(string name) => values.Exists(value => value.Key.Name == name);

    /// <summary>The value of a field; null when it has none.</summary>
    public object? Get(string name) => values.Find(value => value.Key.Name == name).Value;

    /// <summary>Those of the values, without what is added and removed, whose fields are meant, in the same order.</summary>
    public FieldValues Where(Func<Field, bool> isMeant)
    {
        var some = new FieldValues();
        some.values.AddRange(values.Where(value => isMeant(value.Key)));
        return some;
    }

    /// <summary>The parameters with their values, for a question or a preview; those that are long or secret only by name.</summary>
    public string Describe() => string.Join(", ", values.Select(value => ShortValue.Describe(value.Key, value.Value)));

    private static bool IsAccepted(Field field, VersionGate gate, bool isNew) =>
        gate.IsPossible(field.Writable) && (isNew || field.SentBy != Operations.New);

    private static bool IsEmpty(object? value) => value is null or "" or ICollection { Count: 0 };
}

/// <summary>What is added to the stored value of a field, or removed from it.</summary>
/// <param name="Field">The field.</param>
/// <param name="IsAdded">True if it's added.</param>
/// <param name="Value">What the parameter got: a list of values, or of keys for JSON that loses them.</param>
internal sealed record FieldPart(Field Field, bool IsAdded, object? Value)
{
    /// <summary>The name of the parameter.</summary>
    public string Parameter => (IsAdded ? Field.AddParameter : Field.RemoveParameter)!;
}
