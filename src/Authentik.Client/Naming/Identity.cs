using System.Globalization;
using Authentik.Book;

namespace Authentik;

/// <summary>
/// Identifies an object of authentik: by its name, slug or user name, by its id, or as the object itself. It is looked up when the
/// session is known. A number is an id, a string is a name; a string that is a UUID is an id first.
/// </summary>
public abstract class Identity
{
    // Only WithClaim sets it, on a new copy, so that an identity never changes.
    private string? claim;

    /// <summary>Takes what was given.</summary>
    /// <param name="resource">The resource of the object.</param>
    /// <param name="value">A string, a whole number, a Guid, or an object of that resource.</param>
    /// <param name="isId">True when a string is an id and not a name, as in a column <c>pk</c>.</param>
    /// <exception cref="ArgumentException">The value identifies no object of this resource.</exception>
    protected Identity(Resource resource, object value, bool isId = false)
    {
        ArgumentNullException.ThrowIfNull(resource);
        Resource = resource;
        Value = Require(value);
        IsId = isId || Value is long or Guid;
        if (!IsId && Value is string name && TextFlaw.FindInName(name) is { } flaw)
        {
            throw new ArgumentException($"The name of the {Resource.Title} {flaw}");
        }
    }

    /// <summary>The resource of the object.</summary>
    public Resource Resource { get; }

    /// <summary>What was given: a string, a number (<see cref="long"/>), a <see cref="Guid"/>, or the object.</summary>
    public object Value { get; }

    /// <summary>True when the value is the id and not a name.</summary>
    public bool IsId { get; }

    /// <summary>The object, when that is what was given.</summary>
    public AuthentikObject? Object => Value as AuthentikObject;

    /// <summary>
    /// The natural name that a row has beside the id; null if the row has no name. Both belong to one object where the row comes from
    /// this server; in a row of another server, the id is that of something else.
    /// </summary>
    internal string? Claim => claim;

    /// <summary>The name or id, for messages.</summary>
    public override string ToString() => Value switch
    {
        AuthentikObject found => NameOf(found),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => (string)Value,
    };

    /// <summary>The same identity with another claim.</summary>
    internal Identity WithClaim(string? name)
    {
        var copy = (Identity)MemberwiseClone();
        copy.claim = name;
        return copy;
    }

    /// <summary>How an object of the resource can be specified, for the end of a message.</summary>
    internal static string ListWays(Resource resource) => $"{(resource.Names.Count > 0 ? "name or id" : "id")}, or as an object";

    private string NameOf(AuthentikObject found)
    {
        var described = Resource.Names.Count == 0 ? ObjectLabel.Find(found) : null;
        var fields = Resource.Names.Append(Resource.Key).Append(Resource.Id);
        return described ?? fields.Select(found.ValueOf).FirstOrDefault(value => value is not null)?.ToString() ?? Resource.Title;
    }

    private object Require(object value) => value switch
    {
        // authentik trims names.
        string text when !string.IsNullOrWhiteSpace(text) => text.Trim(),
        string => throw new ArgumentException(
            $"The name of the {Resource.Title} is empty. Specify the {Resource.Title} by {ListWays(Resource)}."),
        AuthentikObject found when Accepts(found) => found,
        AuthentikObject other => throw new ArgumentException(
            $"{Articles.AddCapitalTo(other.DescribeKind())} was specified, but {Articles.AddTo(Resource.Title)} is expected. "
            + $"Specify the {Resource.Title} by {ListWays(Resource)}."),
        Guid id when Resource.IdType == FieldType.Uuid => id,
        int or long or short or byte or uint when Resource.IdType == FieldType.Integer =>
            Convert.ToInt64(value, CultureInfo.InvariantCulture),
        int or long when Resource.Names.Count > 0 || Resource.IdType == FieldType.Text =>
            Convert.ToString(value, CultureInfo.InvariantCulture)!,
        null => throw new ArgumentException(
            $"No {Resource.Title} was specified. Specify the {Resource.Title} by {ListWays(Resource)}."),
        _ => throw new ArgumentException(
            $"{Articles.AddCapitalTo(Resource.Title)} can't be identified by {Articles.AddTo(value.GetType().Name)}. "
            + $"Specify the {Resource.Title} by {ListWays(Resource)}."),
    };

    private bool Accepts(AuthentikObject found) =>
        found.Resource is { } other && (other.Noun == Resource.Noun || other.Family == Resource.Noun);
}
