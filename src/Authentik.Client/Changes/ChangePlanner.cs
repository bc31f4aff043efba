using Authentik.Book;
using Authentik.Naming;
using Authentik.Parts;
using Authentik.Values;

namespace Authentik.Changes;

/// <summary>Finds out what a change does to the object before it's sent.</summary>
internal sealed class ChangePlanner(ValueChanges changes)
{
    /// <summary>Compares a change with the object.</summary>
    /// <param name="values">What was specified.</param>
    /// <param name="known">The object if it's known without a request; null if not.</param>
    /// <param name="read">Reads the object.</param>
    /// <param name="detail">How much can be read to describe it. Where it's only shown, the object can be missing.</param>
    /// <param name="cancellation">Cancels the requests.</param>
    /// <exception cref="InputException">A name can't be found, or a value can't be changed.</exception>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public async Task<ChangePlan> PlanAsync(
        FieldValues values,
        AuthentikObject? known,
        Func<CancellationToken, Task<AuthentikObject>> read,
        ChangeDetail detail,
        CancellationToken cancellation)
    {
        var shows = detail != ChangeDetail.Sent;
        var prepared = await changes.PrepareAsync(values, cancellation);
        var replaces = values.All.Select(value => value.Key).Any(IsReplaced);
        var current = prepared.Count > 0 && detail != ChangeDetail.Shown ? await read(cancellation)
            : prepared.Count > 0 ? await TryReadAsync(read, cancellation)
            : shows && (replaces || NeedsOthers(values, known)) ? await TryReadAsync(read, cancellation)
            : null;
        var results = current is null ? [] : prepared.Select(change => change.Apply(current)).ToList();
        var replaced = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (field, value) in values.All.Where(value => IsReplaced(value.Key)))
        {
            replaced[field.Name] = await DescribeAsync(field, value, current ?? known, shows, cancellation);
        }

        return new ChangePlan(values, prepared, current, results, [.. ListCleared(values, current ?? known)], replaced);
    }

    private static bool NeedsOthers(FieldValues values, AuthentikObject? known) =>
        known is null && values.All.Any(value => value.Key.OneOf is not null);

    private static IEnumerable<string> ListCleared(FieldValues values, AuthentikObject? current) => current?.Resource is not { } resource
        ? []
        : PartialChange.ListCleared(resource, values)
            .Where(field => current.ValueOf(field.Name) is not null)
            .Select(field => current.FindReferred(field.Name) is { } referred ? $"{field.Parameter} ({referred})" : field.Parameter!);

    private static bool IsReplaced(Field field) => field is { Part: not null, IsMerged: false };

    // Without an object, or without the ids of the values, a request would be necessary.
    private async Task<string> DescribeAsync(
        Field field, object? value, AuthentikObject? current, bool shows, CancellationToken cancellation)
    {
        var what = field.IsList ? "replaces the list" : "replaces all keys";
        if (current?.Has(field.Name) != true || value is null || !(shows || HasIds(value)))
        {
            return what;
        }

        try
        {
            var result = await changes.CompareAsync(field, value, current, cancellation);
            return result.IsNothing ? what : $"{what}, {result.Describe()}";
        }
        catch (InputException)
        {
            return what;
        }
    }

    private static bool HasIds(object value) => value is not IEnumerable<object> items || items.All(item => item switch
    {
        Identity identity => identity.FindTrustedId() is not null,
        AnyIdentity identity => identity.Id is not null,
        _ => true,
    });

    // An object that doesn't exist yet may be created by an earlier command that was only shown, too.
    private static async Task<AuthentikObject?> TryReadAsync(
        Func<CancellationToken, Task<AuthentikObject>> read, CancellationToken cancellation)
    {
        try
        {
            return await read(cancellation);
        }
        catch (InputException)
        {
            return null;
        }
        catch (ApiException refused) when (refused.Kind is ApiErrorKind.NotFound or ApiErrorKind.Forbidden)
        {
            return null;
        }
    }
}
