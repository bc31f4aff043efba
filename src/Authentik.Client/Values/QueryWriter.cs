using System.Collections;
using Authentik.Book;
using Authentik.Http;
using Authentik.Naming;
using Authentik.Sessions;

namespace Authentik.Values;

/// <summary>Checks what was asked of a list and writes it into a query, names as ids.</summary>
internal sealed class QueryWriter(Call call, References references)
{
    private readonly ValueRules rules = new(call);

    /// <summary>The query. A filter that the server's version doesn't know would be ignored there, so it is refused.</summary>
    /// <exception cref="InputException">A filter can't be sent, or one is missing.</exception>
    public async Task<IReadOnlyList<KeyValuePair<string, string>>> WriteAsync(ListQuery list, CancellationToken cancellation)
    {
        RequireAll(list);
        var query = new List<KeyValuePair<string, string>>();
        foreach (var (filter, value) in list.Filters)
        {
            rules.Require(ValueTarget.FromFilter(filter), value);
            foreach (var item in filter.IsList ? ((IEnumerable)value!).Cast<object>() : [value!])
            {
                query.Add(new(filter.Name, await WriteAsync(filter, item, cancellation)));
            }
        }

        if (!string.IsNullOrEmpty(list.Search))
        {
            query.Add(new("search", list.Search));
        }

        if (list.OrderBy.Count > 0)
        {
            query.Add(new("ordering", string.Join(',', list.OrderBy.Select(name => WriteOrder(list.Resource, name)))));
        }

        return query;
    }

    private void RequireAll(ListQuery list)
    {
        TextFlaw.Require(list.Search ?? string.Empty, "The value of -Search", list.Search);
        foreach (var name in list.OrderBy)
        {
            TextFlaw.Require(name, "The value of -OrderBy", name);
        }

        var given = list.Filters.Select(pair => pair.Key).ToHashSet();
        var missing = list.Resource.Filters.FirstOrDefault(filter => call.Gate.IsCertain(filter.Required) && !given.Contains(filter));
        if (missing is not null)
        {
            throw new InputException(
                InputProblem.MissingValue,
                $"authentik {call.Session.ServerVersion} requires -{missing.Parameter} to list {Articles.AddTo(list.Resource.Title)}. "
                + "Specify it.");
        }
    }

    private async Task<string> WriteAsync(Filter filter, object value, CancellationToken cancellation) => value switch
    {
        Identity one when filter.SentPart is { } part => await FindPartAsync(one, part, cancellation),
        Identity or AnyIdentity => QueryText.WriteId(
            await references.FindAsync(value, filter.TargetNouns, cancellation), filter.OmitsHyphens),
        Guid id => QueryText.WriteId(id, filter.OmitsHyphens),
        Duration duration when call.Gate.IsCertain(filter.AsMinutes) => QueryText.Write(duration.ToMinutes()),
        string text => text.Trim(),
        _ when filter.Type == FieldType.Json => JsonWriting.Write(value, filter.Parameter)!.ToJsonString(ApiRequest.JsonOptions),
        _ => QueryText.Write(value),
    };

    // What is typed where the only name is compared needs no look-up.
    private async Task<string> FindPartAsync(Identity identity, string part, CancellationToken cancellation) =>
        identity is { Object: null, IsId: false } && identity.Resource.Names is [var name] && name == part
            ? identity.ToString()
            : QueryText.Write(await references.FindPartAsync(identity, part, cancellation));

    // A property's name is translated to the API's name. Other names are sent unchanged, and the server ignores unknown ones.
    private static string WriteOrder(Resource resource, string name)
    {
        var (sign, plain) = name.StartsWith('-') ? ("-", name[1..]) : (string.Empty, name);
        return sign + (resource.FindField(plain)?.Name ?? plain);
    }
}
