using System.Collections.Concurrent;
using Authentik.Book;

namespace Authentik.Requests;

/// <summary>Finds an object of one of several kinds by what names it, and the UUID that others refer to it by.</summary>
internal sealed class AnyResolver(ApiClient api, IdentityResolver resolver)
{
    private readonly ConcurrentDictionary<(IReadOnlyList<string> Kinds, string Name), Guid> references = new();
    private readonly VersionGate gate = new(api.Session, api.Log);

    /// <summary>The UUID. A name is looked up once for each command, among all kinds: what has the same name elsewhere must not get what was meant for another.</summary>
    /// <param name="identity">What was given.</param>
    /// <param name="kinds">Nouns of the resources it can be an object of.</param>
    /// <param name="cancellation">Ends the search.</param>
    /// <exception cref="InputException">Nothing, or more than one thing, has the name.</exception>
    public async Task<Guid> ReferenceAsync(AnyIdentity identity, IReadOnlyList<string> kinds, CancellationToken cancellation)
    {
        if (identity.Id is { } id)
        {
            return id;
        }

        if (identity.Object is { Resource: { } resource } known)
        {
            // One object inside of another is not whole.
            return IdOf(known) ?? IdOf(await resolver.FindAsync(resource.NewIdentity(known, false), cancellation)) ?? throw WithoutId(known);
        }

        if (!references.TryGetValue((kinds, identity.Name), out var reference))
        {
            var found = await FindAsync(identity.Name, kinds, cancellation);
            references[(kinds, identity.Name)] = reference = IdOf(found) ?? throw WithoutId(found);
        }

        return reference;
    }

    private async Task<AuthentikObject> FindAsync(string name, IReadOnlyList<string> kinds, CancellationToken cancellation)
    {
        var searched = kinds.Select(kind => api.Session.Book[kind]).Where(resource => resource.Names.Count > 0 && gate.Holds(resource.Versions)).ToList();
        var answers = await Task.WhenAll(searched.Select(resource => TryFindAsync(resource.NewIdentity(name, false), cancellation)));
        var found = answers.OfType<AuthentikObject>().ToList();
        return found.Count switch
        {
            0 => throw IdentityRefusal.NotFound(name, searched, api.Session),
            1 => found[0],
            _ => throw IdentityRefusal.Ambiguous(name, found),
        };
    }

    // What the user may not read, or the server does not have, has no such name for them.
    private async Task<AuthentikObject?> TryFindAsync(Identity identity, CancellationToken cancellation)
    {
        try
        {
            return await resolver.FindByNameAsync(identity, cancellation);
        }
        catch (ApiException refused) when (refused.Kind is ApiErrorKind.Forbidden or ApiErrorKind.NotFound or ApiErrorKind.OperationMissing or ApiErrorKind.Validation)
        {
            return null;
        }
    }

    private Guid? IdOf(AuthentikObject whole)
    {
        var resource = whole.Resource!;
        var bound = AnyIdentity.IdFields.FirstOrDefault(name => resource.TryField(name, out var field) && gate.Holds(field.Readable));
        return bound is null ? whole.ValueOf(resource.Id) as Guid? ?? whole.ValueOf("uuid") as Guid? : whole.ValueOf(bound) as Guid?;
    }

    private static InputException WithoutId(AuthentikObject found) =>
        new(InputProblem.InvalidValue, $"{Words.A(found.Resource?.Title ?? found.GetType().Name, true)} has no UUID that others could refer to it by.", found);
}
