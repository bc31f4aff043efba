using System.Numerics;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Authentik.Book;
using Authentik.Parsing;

namespace Authentik;

/// <summary>How a value of a response fits its property.</summary>
public enum FieldFit
{
    /// <summary>The book doesn't know the field.</summary>
    Unknown,

    /// <summary>The value is of another type; the property stays null.</summary>
    Misfit,

    /// <summary>The value was read.</summary>
    Fits,
}

/// <summary>
/// An object as it was read from authentik: typed properties, and whatever else the server sent. Reading never fails:
/// a missing value is null, a value of another type is kept as it came, an unknown field is kept under its name.
/// </summary>
public abstract class AuthentikObject
{
    private static readonly Dictionary<string, JsonElement> Nothing = [];

    // A user has a display name as well, by which nobody is found.
    private static readonly string[] NamesOfNested = ["username", "name", "label"];
    private ulong present;
    private Dictionary<string, JsonElement>? rest;
    private Dictionary<string, AuthentikObject>? referred;

    /// <summary>The session it was read in; null for an object that was not read from a server.</summary>
    internal Session? Session { get; private set; }

    /// <summary>The resource it is one of; null for a nested object.</summary>
    internal virtual Resource? Resource => null;

    /// <summary>
    /// The object that it's about, with what is known of it, such as the user of a new service account: it identifies that one. Null for
    /// none.
    /// </summary>
    internal virtual AuthentikObject? Represented => null;

    /// <summary>The object of a kind that it's about, if it's about several, such as a user and an application.</summary>
    internal virtual AuthentikObject? FindRepresented(Resource wanted) => Represented;

    /// <summary>What kind of object it is, in a sentence.</summary>
    internal string DescribeKind() => Resource?.Title ?? GetType().Name;

    /// <summary>The fields that it has properties for.</summary>
    internal virtual FieldTable Known => FieldTable.Empty;

    /// <summary>The API names of the fields that the server sent: those that it has properties for, and then the others.</summary>
    internal IEnumerable<string> Present =>
        ListNumbers(present).Select(Known.NameOf).Concat(Rest.Keys.Where(name => Known.Find(name) == FieldTable.Missing));

    /// <summary>True if the server sent a field.</summary>
    internal bool Has(string field) => Known.Find(field) is >= 0 and var number ? Has(number) : Rest.ContainsKey(field);

    /// <summary>The fields that no typed property holds as they came: unknown ones, and values of another type.</summary>
    internal IReadOnlyDictionary<string, JsonElement> Rest => rest ?? Nothing;

    /// <summary>The API names of the fields with what authentik recorded, in which secrets are masked.</summary>
    internal virtual IReadOnlyList<string> Recorded => [];

    /// <summary>Returns the value of a field by its API name, as the typed property has it.</summary>
    protected internal object? ValueOf(string field) => Known.Find(field) is >= 0 and var number ? ValueOf(number) : null;

    /// <summary>Returns the name of the property for a field; null when the book doesn't know the field.</summary>
    protected internal string? PropertyOf(string field) => Known.Find(field) is >= 0 and var number ? Known.PropertyOf(number) : null;

    /// <summary>The value of a field by its number.</summary>
    internal virtual object? ValueOf(int field) => null;

    /// <summary>
    /// Returns the kind within its family. Of a kind that the book doesn't know, the server's own name is returned.
    /// </summary>
    protected internal string? FindKind(BookIndex book)
    {
        if (Resource?.Kind is { } own)
        {
            return own;
        }

        var model = ValueOf(Book.Resource.ModelField) as string;
        return book.TryFindModel(model, out var known) && known.Kind is { } kind ? kind : ValueOf("verbose_name") as string ?? model;
    }

    /// <summary>Creates the object whose id is in a field, with its names where the same fields have them.</summary>
    private protected AuthentikObject? CreateRepresented(Resource resource, string field)
    {
        if (ValueOf(field) is not { } id)
        {
            return null;
        }

        var values = resource.Names.ToDictionary(name => name, ValueOf);
        values[resource.Id] = id;
        var subject = (AuthentikObject)resource.New();
        subject.Fill(JsonSerializer.SerializeToElement(values), Session);
        return subject;
    }

    /// <summary>Returns the name of the object that a field refers to; null if it isn't known.</summary>
    protected string? FindName(string field) => FindReferred(field) is { } found ? ObjectLabel.Find(found) : null;

    /// <summary>The object that a field refers to: it was looked up, or the response contains it. Null if it isn't known.</summary>
    internal AuthentikObject? FindReferred(string field) => referred?.TryGetValue(field, out var found) == true
        ? found
        : ValueOf(field + Field.DetailsSuffix) as AuthentikObject;

    /// <summary>Keeps the object that a field refers to.</summary>
    internal void SetReferred(string field, AuthentikObject found) => (referred ??= new(StringComparer.Ordinal))[field] = found;

    /// <summary>Takes over the objects that the same object referred to before it was changed, where it still refers to them.</summary>
    internal void TakeReferred(AuthentikObject? before)
    {
        foreach (var (field, found) in before?.referred ?? [])
        {
            if (referred?.ContainsKey(field) != true && Equals(ValueOf(field), before!.ValueOf(field)))
            {
                SetReferred(field, found);
            }
        }
    }

    /// <summary>The name by which other objects can refer to it; null if it has none.</summary>
    internal string? NaturalName =>
        (Resource is { } known ? known.Names.Take(1) : NamesOfNested).Select(ValueOf).OfType<string>().FirstOrDefault();

    /// <summary>True if its text says all about it. A nested object that people can write as a string says itself if it does.</summary>
    internal virtual bool IsItsText => Resource is not null || NaturalName is not null;

    /// <summary>Returns the name of the object; that of its class where it has none.</summary>
    public override string ToString()
    {
        var names = Resource is { } known ? known.Names.Append(known.Key) : NamesOfNested;
        return names.Select(ValueOf).FirstOrDefault(value => value is not null)?.ToString() ?? GetType().Name;
    }

    /// <summary>Reads one field into its property. What it leaves unread doesn't matter.</summary>
    internal virtual FieldFit Read(int field, ref Utf8JsonReader json) => FieldFit.Unknown;

    /// <summary>The objects inside of it, in all depths.</summary>
    internal IEnumerable<AuthentikObject> ListNested() => ListNumbers(present & Known.Nested)
        .Select(ValueOf)
        .SelectMany(value => value switch
        {
            AuthentikObject one => [one],
            IEnumerable<AuthentikObject> many => many,
            _ => Enumerable.Empty<AuthentikObject>(),
        })
        .SelectMany(one => one.ListNested().Prepend(one));

    /// <summary>True if typed properties hold all that it and the objects inside of it have, and none of that was recorded.</summary>
    internal bool IsPlain
    {
        get
        {
            var isPlain = rest is null && Recorded.Count == 0;
            for (var bits = present & Known.Nested; isPlain && bits != 0; bits &= bits - 1)
            {
                isPlain = ArePlain(ValueOf(BitOperations.TrailingZeroCount(bits)));
            }

            return isPlain;
        }
    }

    /// <summary>Gives a field another value, which is read as if the server had sent it.</summary>
    internal void Replace(string field, object value)
    {
        var json = JsonBody.Open(JsonText.Write(value));
        Read(Known.Find(field), ref json);
    }

    /// <summary>Fills the object from a part of a response.</summary>
    internal void Fill(JsonElement json, Session? session)
    {
        var reader = JsonBody.Open(json.GetRawText());
        ReadAll(ref reader, session);
    }

    /// <summary>Fills the object from JSON that is at its beginning, and moves that to its end.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal void ReadAll(ref Utf8JsonReader json, Session? session)
    {
        (Session, var known, var number) = (session, Known, FieldTable.Missing);
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var found = known.Find(ref json, number);
            var name = found == FieldTable.Missing ? json.GetString() : null;
            json.Read();
            var value = json;
            if (found != FieldTable.Missing)
            {
                number = found;
                present |= FieldTable.Bit(found);
                if (Read(found, ref json) == FieldFit.Fits)
                {
                    // Of a name that occurs twice, the last value counts.
                    rest?.Remove(known.NameOf(found));
                    continue;
                }
            }

            Keep(name ?? known.NameOf(found), ref value);
            json = value;
        }
    }

    private static bool ArePlain(object? value)
    {
        if (value is AuthentikObject one)
        {
            return one.IsPlain;
        }

        var many = value as IReadOnlyList<AuthentikObject>;
        for (var index = 0; index < many?.Count; index++)
        {
            if (!many[index].IsPlain)
            {
                return false;
            }
        }

        return true;
    }

    // A value that no property holds is kept as it came.
    private void Keep(string name, ref Utf8JsonReader value)
    {
        rest ??= new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        rest[name] = JsonElement.ParseValue(ref value);
    }

    private bool Has(int field) => (present & FieldTable.Bit(field)) != 0;

    private static IEnumerable<int> ListNumbers(ulong bits)
    {
        for (; bits != 0; bits &= bits - 1)
        {
            yield return BitOperations.TrailingZeroCount(bits);
        }
    }
}
