using System.Collections;
using System.Collections.Concurrent;
using Authentik.Book;
using Authentik.Http;
using Authentik.Naming;

namespace Authentik.Labels;

/// <summary>
/// Identifies on another server what an object refers to. Ids belong to one server, so each is replaced with the name that the object
/// has where it was read.
/// </summary>
/// <param name="origin">The server that the object was read from.</param>
/// <param name="target">The server on which the names are looked up.</param>
internal sealed class NamesElsewhere(ApiClient origin, ApiClient target)
{
    private readonly Lookup originals = new(origin);
    private readonly References originalsOfAnyKind = new(origin, new Lookup(origin));
    private readonly Lookup counterparts = new(target);
    private readonly ConcurrentDictionary<(string Kinds, string Id), object> known = new();

    /// <summary>The value of a field of the object, with identities by name in the place of ids.</summary>
    /// <exception cref="InputException">An object that it refers to has no name, or nothing has this name on the other server.</exception>
    /// <exception cref="ApiException">A server refused, or no response arrived.</exception>
    public async Task<object> TranslateAsync(AuthentikObject read, Field field, object value, CancellationToken cancellation)
    {
        if (field.ReferencedNouns.Count == 0)
        {
            return value;
        }

        if (!field.IsList)
        {
            return await TranslateIdAsync(field, value, read.FindReferred(field.Name), cancellation);
        }

        var identities = new List<object>();
        var details = ListDetails(read, field);
        foreach (var id in ((IEnumerable)value).Cast<object>())
        {
            identities.Add(await TranslateIdAsync(field, id, details.GetValueOrDefault(IdentityIds.Write(id)), cancellation));
        }

        return identities.ToArray();
    }

    // The objects that the response contains beside their ids, by id.
    private Dictionary<string, AuthentikObject> ListDetails(AuthentikObject read, Field field)
    {
        var details = new Dictionary<string, AuthentikObject>();
        if (field.RefersTo is { } noun && read.ValueOf(field.Details) is IEnumerable<AuthentikObject> objects)
        {
            foreach (var one in objects)
            {
                if (one.FindId(origin.Session.Book[noun]) is { } id)
                {
                    details[IdentityIds.Write(id)] = one;
                }
            }
        }

        return details;
    }

    // Objects that are copied together often refer to the same ones.
    private async Task<object> TranslateIdAsync(Field field, object id, AuthentikObject? referred, CancellationToken cancellation)
    {
        var key = (FoundObjects.JoinKinds(field.ReferencedNouns), IdentityIds.Write(id));
        return known.TryGetValue(key, out var identity)
            ? identity
            : known[key] = field.RefersTo is { } noun
                ? await NameAsync(field, origin.Session.Book[noun], id, referred, cancellation)
                : await FindCounterpartAsync(field, (Guid)id, cancellation);
    }

    private async Task<Identity> NameAsync(
        Field field, Resource kind, object id, AuthentikObject? referred, CancellationToken cancellation)
    {
        var name = kind.Names.Count == 0 ? null
            : referred?.ValueOf(kind.Names[0]) as string
                ?? (await originals.FindAsync(kind.MakeIdentity(id, isId: true), cancellation)).ValueOf(kind.Names[0]) as string;
        return name is null ? throw Nameless(field, kind) : kind.MakeIdentity(name);
    }

    // The name alone doesn't say the kind. Where it's an object, nothing of another kind can be meant.
    private async Task<AnyIdentity> FindCounterpartAsync(Field field, Guid id, CancellationToken cancellation)
    {
        var original = await originalsOfAnyKind.IdentifyAsync(new AnyIdentity(id), field.TargetNouns, cancellation);
        var name = original.Object!.NaturalName ?? throw Nameless(field, original.Resource);
        return new AnyIdentity(await counterparts.FindAsync(original.Resource.MakeIdentity(name), cancellation));
    }

    private InputException Nameless(Field field, Resource kind) => new(
        InputProblem.InvalidValue,
        $"{Articles.AddCapitalTo(kind.Title)} has no name by which it can be found on {target.Session.Uri}, and its id is valid only on "
            + $"{origin.Session.Uri}. Nothing was sent. Specify -{field.Parameter}.",
        field.Parameter);
}
