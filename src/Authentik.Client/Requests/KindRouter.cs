using System.Collections.Concurrent;
using Authentik.Book;

namespace Authentik.Requests;

/// <summary>
/// Finds the kind of objects whose URL depends on another one: a connection of a user to a source lies below the source's kind.
/// Resources with one fixed path have no kinds.
/// </summary>
internal sealed class KindRouter(ApiClient api, Resource resource, IdentityResolver resolver)
{
    private readonly ConcurrentDictionary<string, Kind?> bySlug = new(StringComparer.Ordinal);
    private readonly VersionGate gate = new(api.Session, api.Log);

    /// <summary>The path of a kind's list; the resource's own path where there is no kind.</summary>
    public string PathOf(Kind? kind) => kind is null ? resource.Path : resource.Kinds!.PathOf(kind);

    /// <summary>The kind of a new object, which another object decides. Fields that the kind lacks are refused.</summary>
    /// <exception cref="InputException">The kind is unknown or lacks a field.</exception>
    public async Task<Kind?> KindOfNewAsync(FieldValues values, CancellationToken cancellation)
    {
        if (resource.Kinds is not { } kinds)
        {
            return null;
        }

        var by = resource.Field(kinds.By);
        var decider = values.Get(kinds.By) as Identity
            ?? throw new InputException(InputProblem.MissingValue, $"-{by.Parameter} decides the kind of the {resource.Title}; name it.");
        var found = await resolver.FindAsync(decider, cancellation);
        values.Set(by, decider.Resource.NewIdentity(found, false));
        var kind = kinds.Find(ModelOf(found)) ?? throw NoSuchKind(kinds, found);
        gate.Check($"A {resource.Title} of the kind {kind.Name}", kind.Versions);
        Check(kind, values);
        return kind;
    }

    /// <summary>The kind of an existing object; null when it cannot be told.</summary>
    public async Task<Kind?> KindOfAsync(AuthentikObject existing, CancellationToken cancellation)
    {
        if (resource.Kinds is not { } kinds || SlugOfDecider(existing, kinds) is not { } slug)
        {
            return null;
        }

        return await KindOfDeciderAsync(slug, cancellation);
    }

    /// <summary>The kind to list when a filter names the object that decides: its list says more than the common one.</summary>
    public async Task<Kind?> KindOfListAsync(IReadOnlyList<KeyValuePair<string, string>> query, CancellationToken cancellation)
    {
        var slug = resource.Kinds is null ? null : query.FirstOrDefault(pair => pair.Key == $"{resource.Kinds.By}__slug").Value;
        return slug is null ? null : await KindOfDeciderAsync(slug, cancellation);
    }

    /// <summary>Refuses fields that the kind lacks.</summary>
    /// <exception cref="InputException">The kind lacks a field.</exception>
    public void Check(Kind? kind, FieldValues values)
    {
        foreach (var (field, _) in values.All.Where(value => kind is not null && value.Key.OnlyKinds?.Contains(kind.Name) == false))
        {
            throw new InputException(
                InputProblem.InvalidValue,
                $"-{field.Parameter} belongs to {resource.Title}s of the kind {string.Join(" or ", field.OnlyKinds!)}; this one is of the kind {kind!.Name}.",
                field.Parameter);
        }
    }

    // An answer embeds the object that decides without its kind, so the object itself is read, once.
    private async Task<Kind?> KindOfDeciderAsync(string slug, CancellationToken cancellation)
    {
        if (!bySlug.TryGetValue(slug, out var kind))
        {
            var decider = api.Session.Book[resource.Field(resource.Kinds!.By).RefersTo!];
            var found = await resolver.FindAsync(decider.NewIdentity(slug, false), cancellation);
            bySlug[slug] = kind = resource.Kinds.Find(ModelOf(found));
        }

        return kind;
    }

    private InputException NoSuchKind(KindRoute kinds, AuthentikObject decider) => new(
        InputProblem.InvalidValue,
        $"The {decider.Resource?.Title} '{decider.ValueOf("name")}' is of a kind that has no {resource.Title}s. The kinds that have them are {string.Join(", ", kinds.Kinds.Select(k => k.Name))}.",
        decider);

    private static string? ModelOf(AuthentikObject decider) => decider.ValueOf("meta_model_name") as string;

    // Old servers embed the object where newer ones give its id.
    private static string? SlugOfDecider(AuthentikObject existing, KindRoute kinds)
    {
        if (existing.ValueOf(kinds.ObjectField) is AuthentikObject decider)
        {
            return decider.ValueOf("slug") as string;
        }

        return existing.Rest.TryGetValue(kinds.By, out var embedded)
            && embedded.ValueKind == System.Text.Json.JsonValueKind.Object
            && embedded.TryGetProperty("slug", out var slug)
                ? slug.GetString()
                : null;
    }
}
