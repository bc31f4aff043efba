using System.Globalization;
using Authentik.Book;

namespace Authentik;

/// <summary>
/// What names an object of authentik: its name, slug or user name, its id, or the object itself. It is looked up when the
/// session is known. A number is an id, a text is a name; a text that is a UUID is an id first.
/// </summary>
public abstract class Identity
{
    /// <summary>Takes what was given.</summary>
    /// <param name="resource">The resource of the object.</param>
    /// <param name="value">A text, a whole number, a Guid, or an object of that resource.</param>
    /// <param name="isId">True when a text is an id and not a name, as in a column <c>pk</c>.</param>
    /// <exception cref="ArgumentException">The value names no object of this resource.</exception>
    protected Identity(Resource resource, object value, bool isId = false)
    {
        ArgumentNullException.ThrowIfNull(resource);
        Resource = resource;
        Value = Check(value);
        IsId = isId || Value is long or Guid;
    }

    /// <summary>The resource of the object.</summary>
    public Resource Resource { get; }

    /// <summary>What was given: a text, a number (<see cref="long"/>), a <see cref="Guid"/>, the object, or a row that names none.</summary>
    public object Value { get; }

    /// <summary>True when the value is the id and not a name.</summary>
    public bool IsId { get; }

    /// <summary>The object, when that is what was given.</summary>
    public AuthentikObject? Object => Value as AuthentikObject;

    /// <summary>
    /// The natural name that a row has beside the id. They belong to one object where the row comes from this server; of another
    /// server's row the id is that of somebody else. Null where nothing is claimed.
    /// </summary>
    internal string? ClaimedName { get; set; }

    /// <summary>Refuses a row that names no object.</summary>
    /// <exception cref="InputException">It is one.</exception>
    internal void RequireName()
    {
        if (Value is NamelessRow row)
        {
            throw new InputException(InputProblem.InvalidValue, row.Reason);
        }
    }

    /// <summary>The name or id, for messages.</summary>
    public override string ToString() => Value switch
    {
        NamelessRow => Resource.Title,
        AuthentikObject found => NameOf(found),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => (string)Value,
    };

    private string NameOf(AuthentikObject found)
    {
        var fields = Resource.Names.Append(Resource.Key).Append(Resource.Id);
        return fields.Select(found.ValueOf).FirstOrDefault(value => value is not null)?.ToString() ?? Resource.Title;
    }

    private object Check(object value) => value switch
    {
        NamelessRow => value,
        // authentik keeps no name with blanks at its ends.
        string text when !string.IsNullOrWhiteSpace(text) => text.Trim(),
        string => throw new ArgumentException($"An empty text names no {Resource.Title}."),
        AuthentikObject found when Accepts(found) => found,
        AuthentikObject other => throw new ArgumentException(
            $"{Words.A(other.Resource?.Title ?? other.GetType().Name, true)} was given where {Words.A(Resource.Title)} is expected."),
        Guid id when Resource.IdKind == FieldKind.Uuid => id,
        int or long or short or byte or uint when Resource.IdKind == FieldKind.Integer => Convert.ToInt64(value, CultureInfo.InvariantCulture),
        int or long when Resource.Names.Count > 0 || Resource.IdKind == FieldKind.Text => Convert.ToString(value, CultureInfo.InvariantCulture)!,
        _ => throw new ArgumentException($"{(value is null ? "Null" : $"Something of the type {value.GetType().Name}")} names no {Resource.Title}."),
    };

    private bool Accepts(AuthentikObject found) =>
        found.Resource is { } other && (other.Noun == Resource.Noun || other.Family == Resource.Noun);
}
