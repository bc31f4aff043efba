using System.Collections;
using System.Globalization;
using Authentik.Book;

namespace Authentik.Requests;

/// <summary>The filters of a list that somebody asked for.</summary>
internal sealed class ListQuery(Resource resource)
{
    private readonly List<KeyValuePair<Filter, object>> filters = [];

    /// <summary>Words to search for; null for none.</summary>
    public string? Search { get; set; }

    /// <summary>Fields to order by, a hyphen before one for descending.</summary>
    public IReadOnlyList<string> OrderBy { get; set; } = [];

    /// <summary>Asks for rows of that value.</summary>
    public void Add(Filter filter, object value) => filters.Add(new(filter, value));

    /// <summary>The query. A filter that the server's version lacks would be ignored there, so it is refused.</summary>
    /// <exception cref="InputException">A filter cannot be sent.</exception>
    public async Task<IReadOnlyList<KeyValuePair<string, string>>> WriteAsync(VersionGate gate, IdentityResolver resolver, CancellationToken cancellation)
    {
        CheckRequired(gate);
        var query = new List<KeyValuePair<string, string>>();
        foreach (var (filter, value) in filters)
        {
            gate.Check($"-{filter.Parameter}", filter.Versions, filter.Otherwise);
            Origin.Check(value, $"-{filter.Parameter}", gate.Session);
            foreach (var item in filter.IsList ? ((IEnumerable)value).Cast<object>() : [value])
            {
                query.Add(new(filter.Name, await WriteAsync(filter, item, gate, resolver, cancellation)));
            }
        }

        if (!string.IsNullOrEmpty(Search))
        {
            query.Add(new("search", Search));
        }

        if (OrderBy.Count > 0)
        {
            query.Add(new("ordering", string.Join(',', OrderBy.Select(ApiNameOf))));
        }

        return query;
    }

    private void CheckRequired(VersionGate gate)
    {
        if (resource.Filters.FirstOrDefault(filter => gate.Holds(filter.Required) && filters.All(given => given.Key != filter)) is { } missing)
        {
            throw new InputException(InputProblem.MissingValue, $"authentik {gate.Session.ServerVersion} lists no {resource.Title} without -{missing.Parameter}.");
        }
    }

    private static async Task<string> WriteAsync(
        Filter filter, object value, VersionGate gate, IdentityResolver resolver, CancellationToken cancellation)
    {
        if (value is string choice && filter.Values is { } values && values.Find(choice) is null && gate.Decides)
        {
            throw new InputException(
                InputProblem.InvalidValue,
                $"'{choice}' is none of the values of -{filter.Parameter}: {string.Join(", ", values.Values.Select(known => known.Text))}.",
                choice);
        }

        return value switch
        {
            Identity identity => Convert.ToString(await resolver.ReferenceAsync(identity, cancellation), CultureInfo.InvariantCulture)!,
            AnyIdentity any => (await resolver.Any.ReferenceAsync(any, filter.Kinds, cancellation)).ToString(),
            bool flag => flag ? "true" : "false",
            DateTimeOffset date => JsonWriting.Date(date),
            string text => text.Trim(),
            _ when filter.Kind == FieldKind.Json => JsonWriting.Write(value, filter.Parameter)!.ToJsonString(JsonWriting.Options),
            _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
        };
    }

    // A name that the server does not know is ignored; property names of ours are translated.
    private string ApiNameOf(string name)
    {
        var (sign, plain) = name.StartsWith('-') ? ("-", name[1..]) : (string.Empty, name);
        var field = resource.Fields.FirstOrDefault(field => string.Equals(field.Property, plain, StringComparison.OrdinalIgnoreCase));
        return sign + (field?.Name ?? plain);
    }
}
