using Authentik.Book;
using Authentik.Http;
using Authentik.Naming;
using Authentik.Values;

namespace Authentik.Changes;

/// <summary>
/// Looks up the names in a change that is only shown, to warn about what would fail. It's no error: a command before this one, which is
/// only shown as well, may create the object.
/// </summary>
internal sealed class ShownNames(ApiClient api, Lookup lookup, BodyWriter bodies)
{
    /// <summary>Warns about each field that refers to nothing; true if all can be sent.</summary>
    public async Task<bool> CheckAsync(FieldValues values, CancellationToken cancellation)
    {
        var areThere = true;
        foreach (var field in values.All.Select(value => value.Key).Where(field => field.ReferencedNouns.Count > 0).ToList())
        {
            areThere &= await AttemptAsync(() => bodies.WriteAsync(values.Where(one => one == field), cancellation));
        }

        return areThere;
    }

    /// <summary>Warns if nothing has the name; true if something has.</summary>
    public Task<bool> CheckAsync(Identity identity, CancellationToken cancellation) =>
        AttemptAsync(() => lookup.FindKeyAsync(identity, cancellation));

    private async Task<bool> AttemptAsync(Func<Task> find)
    {
        try
        {
            await find();
            return true;
        }
        catch (InputException problem)
        {
            api.Call.Log.Warning(
                $"{problem.Message} Without -WhatIf, this is an error, unless a command before it creates or renames the object.");
        }
        catch (ApiException refused) when (refused.Kind is ApiErrorKind.NotFound or ApiErrorKind.Forbidden)
        {
            // Whether it's there can't be known without the permission to view it.
        }

        return false;
    }
}
