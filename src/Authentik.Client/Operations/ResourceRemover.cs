using Authentik.Book;
using Authentik.Http;
using Authentik.Labels;
using Authentik.Naming;

namespace Authentik;

/// <summary>Removes objects of a resource, and says what uses them.</summary>
internal sealed class ResourceRemover(ApiClient api, Resource resource, Lookup lookup, UsedByNames names)
{
    /// <exception cref="InputException">The object can't be found.</exception>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public async Task RemoveAsync(Identity identity, CancellationToken cancellation)
    {
        api.Call.Gate.Require(resource, Operations.Remove);
        var path = await lookup.FindPathAsync(identity, cancellation);
        await api.DeleteAsync(path, cancellation, CheckCommand.Write(resource, identity.ToString()));
    }

    /// <summary>What else the server would delete or change with the object, in words; empty when nothing, or when it can't say.</summary>
    public async Task<IReadOnlyList<string>> DescribeConsequencesAsync(Identity identity, CancellationToken cancellation)
    {
        var alone = DescribeSingleUsers(identity).ToList();
        if (!resource.Offers(Feature.UsedBy))
        {
            return alone;
        }

        try
        {
            var users = await FindUsersAsync(identity, cancellation);
            await NameAsync(users, identity, cancellation);
            return [.. UsedBy.DescribeAll(users).Union(alone)];
        }
        catch (ApiException failure) when (failure.Kind
            is ApiErrorKind.OperationMissing or ApiErrorKind.ServerFault or ApiErrorKind.Forbidden)
        {
            // Some servers fail on used_by for some kinds. The deletion may work nevertheless.
            return alone;
        }
    }

    /// <summary>What uses the object, as the server says it.</summary>
    /// <exception cref="InputException">The object can't be found, or the server doesn't say this for its kind.</exception>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public async Task<IReadOnlyList<UsedBy>> FindUsersAsync(Identity identity, CancellationToken cancellation)
    {
        if (!resource.Offers(Feature.UsedBy))
        {
            throw new InputException(
                InputProblem.InvalidValue,
                $"authentik doesn't say what uses {Articles.AddTo(resource.Title)}. Get the objects that may use it, and compare.",
                identity.ToString());
        }

        api.Call.Gate.Require(resource, Operations.Get);
        var path = await lookup.FindPathAsync(identity, cancellation);
        using var response = await api.GetAsync($"{path}used_by/", [], cancellation);
        return [.. response.ListObjects(response.Json).Select(row => UsedBy.Read(row, api.Session))];
    }

    /// <summary>Names what uses the object where the server only has a UUID, with a look-up for each.</summary>
    public Task NameAsync(IReadOnlyCollection<UsedBy> uses, Identity identity, CancellationToken cancellation) =>
        names.FillAsync(uses, identity.Object, cancellation);

    // The server omits the only object that refers to this one, such as the application of a provider. A field of this object names it.
    private IEnumerable<string> DescribeSingleUsers(Identity identity) =>
        from field in resource.Fields
        where field.SingleUser is not null && identity.Object?.ValueOf(field.Name) is string
        select UsedBy.DescribeSingle(field.SingleUser!, (string)identity.Object!.ValueOf(field.Name)!);
}
