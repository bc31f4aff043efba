using Authentik.Book;
using Authentik.Http;
using Authentik.Parts;
using Authentik.Values;

namespace Authentik.Changes;

/// <summary>
/// Sends a change that adds to stored values or removes from them. A server replaces a list as a whole: what somebody else adds between
/// reading and writing would be lost. So the object is read again immediately before it's written.
/// </summary>
internal sealed class PartWriter(ApiClient api, Resource resource, BodyWriter bodies)
{
    private const int Attempts = 4;

    private readonly MemberActions members = new(api);

    /// <summary>Sends the change.</summary>
    /// <param name="plan">The change, compared with the object.</param>
    /// <param name="read">Reads the object.</param>
    /// <param name="write">Writes values over those of an object that was read.</param>
    /// <param name="cancellation">Cancels the requests.</param>
    /// <returns>The object as it was after the change; null if it has to be read for that.</returns>
    /// <exception cref="InputException">Somebody else changes the object all the time.</exception>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public async Task<AuthentikObject?> SendAsync(
        ChangePlan plan,
        Func<CancellationToken, Task<AuthentikObject>> read,
        Func<FieldValues, AuthentikObject, Task<AuthentikObject>> write,
        CancellationToken cancellation)
    {
        var current = plan.Current!;
        var changes = plan.Changes.Where(change => !MemberActions.Exist(resource, change.Field)).ToList();
        var changed = plan.Results.Where(result => !result.IsNothing).ToList();
        var memberships = changed.Where(result => MemberActions.Exist(resource, result.Field)).ToList();
        if (changed.Count > memberships.Count)
        {
            // Names are looked up before, so that no other request comes between reading and writing.
            await bodies.WriteAsync(plan.Values, cancellation);
            current = await ReadUnchangedAsync(current, changes, read, cancellation);
        }

        var values = plan.Values.Where(_ => true);
        foreach (var result in changes.Select(change => change.Apply(current)).Where(result => !result.IsNothing))
        {
            values.SetWhole(result.Field, result.Value);
        }

        var written = values.Count == 0 ? current : await write(values, current);
        foreach (var result in memberships)
        {
            await members.SendAsync(resource, current, result, cancellation);
        }

        return memberships.Count == 0 ? written : null;
    }

    private async Task<AuthentikObject> ReadUnchangedAsync(
        AuthentikObject known,
        List<IValueChange> changes,
        Func<CancellationToken, Task<AuthentikObject>> read,
        CancellationToken cancellation)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var current = await read(cancellation);
            if (changes.All(change => JsonEquality.AreSame(change.Read(known), change.Read(current))))
            {
                return current;
            }

            known = current;
        }

        var fields = string.Join(", ", changes.Select(change => change.Field.Property));
        throw new InputException(
            InputProblem.InvalidValue,
            $"Somebody else changed {fields} of the {resource.Title} '{known}' each time before the new value was sent, {Attempts} times. "
                + "Nothing was changed. Try again when no other program changes the object.",
            known.ToString());
    }
}
