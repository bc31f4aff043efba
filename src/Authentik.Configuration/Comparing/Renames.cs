using System.Text.Json.Nodes;
using Authentik.Book;

namespace Authentik.Configuration;

/// <summary>
/// Objects of files that exist under another name, known by ids that an export remembered. Until they are renamed, everything goes by the
/// names that exist: those of the files are translated.
/// </summary>
internal sealed class Renames
{
    private readonly BookIndex book;
    private readonly Dictionary<ObjectKey, ConfigurationObject> existingByWanted = [];
    private readonly Dictionary<ObjectKey, ConfigurationObject> wantedByExisting = [];

    private readonly List<RenameConflict> conflicts = [];

    private Renames(BookIndex book) => this.book = book;

    /// <summary>True if objects of a kind can be renamed: they have a name, and it can be changed.</summary>
    public static bool CanBe(Resource resource) => !resource.IsSingle && ObjectKey.IsSimple(resource)
        && resource.GetField(resource.KnownBy[0]) is var name && name.SentBy.HasFlag(Operations.Set)
        && ConfigurationKinds.IsConfiguration(resource, name);

    /// <summary>Objects that can't have the name of the files, because another one has it, or their own is given to another one.</summary>
    public IReadOnlyList<RenameConflict> Conflicts => conflicts;

    /// <summary>Finds them.</summary>
    /// <param name="wanted">What is in the files.</param>
    /// <param name="existing">What exists.</param>
    /// <param name="findId">The remembered id of an object of the files; null for none.</param>
    /// <param name="findExistingId">The id of an object that exists; null if nobody knows it.</param>
    public static Renames Find(
        ConfigurationGraph wanted,
        ConfigurationGraph existing,
        Func<ConfigurationObject, string?> findId,
        Func<ConfigurationObject, string?> findExistingId)
    {
        var renames = new Renames(wanted.Book);
        var byId = existing.Objects.Where(one => CanBe(one.Resource) && findExistingId(one) is not null)
            .ToLookup(one => (one.Resource, findExistingId(one)!));
        foreach (var one in wanted.Objects.Where(one => !existing.HasGap(one.Resource, one.Key)))
        {
            if (findId(one) is { } id && byId[(one.Resource, id)].FirstOrDefault() is { } found && found.Key != one.Key)
            {
                renames.Add(one, found, isFree: existing.Find(one.Key) is null && wanted.Find(found.Key) is null);
            }
        }

        return renames;
    }

    /// <summary>References by names that objects lose.</summary>
    public IEnumerable<FormerReference> ListFormer(ConfigurationGraph wanted) =>
        from one in wanted.Objects
        from reference in wanted.ListFieldReferences(one)
        where wantedByExisting.ContainsKey(reference.Key)
        select new FormerReference(one, reference.Field, reference.Key, ObjectTitle.Of(wantedByExisting[reference.Key]));

    /// <summary>The wanted configuration under the names that exist. What is different in a renamed object is then its name.</summary>
    public ConfigurationGraph Translate(ConfigurationGraph wanted) => existingByWanted.Count == 0
        ? wanted
        : DocumentGraph.Build(book, wanted.Objects.Select(Translate), one => existingByWanted.GetValueOrDefault(one.Key)?.Name);

    /// <summary>The key by which an object exists.</summary>
    public ObjectKey Translate(ObjectKey key)
    {
        if (existingByWanted.TryGetValue(key, out var found))
        {
            return found.Key;
        }

        var resource = book[key.Root];
        return resource.IsSingle || ObjectKey.IsSimple(resource)
            ? key
            : ObjectKey.Of(resource, TranslateName(resource, JsonNode.Parse(key.Text)!));
    }

    private void Add(ConfigurationObject wanted, ConfigurationObject found, bool isFree)
    {
        if (isFree && wantedByExisting.TryAdd(found.Key, wanted))
        {
            existingByWanted[wanted.Key] = found;
        }
        else
        {
            conflicts.Add(new RenameConflict(wanted, found));
        }
    }

    // The key stays that of the files, by which the existing name is found.
    private ConfigurationObject Translate(ConfigurationObject one)
    {
        var values = (JsonObject)one.Values.DeepClone();
        foreach (var field in one.Resource.Fields.Where(field => field.ReferencedNouns.Count > 0 && values[field.Name] is not null))
        {
            values[field.Name] = values[field.Name] is JsonArray list
                ? new JsonArray([.. list.Select(item => TranslateReference(field, item))])
                : TranslateReference(field, values[field.Name]);
        }

        TranslateObjectPermissions(values);
        return new ConfigurationObject(one.Resource, values)
        {
            Name = one.Name.DeepClone(),
            Key = one.Key,
            Origin = one.Origin,
            Unknown = one.Unknown,
        };
    }

    private void TranslateObjectPermissions(JsonObject values)
    {
        var target = RoleObjectPermissions.Target;
        foreach (var entry in RoleObjectPermissions.ListEntries(values[RoleObjectPermissions.Field.Name]))
        {
            entry[target.Name] = TranslateReference(target, entry[target.Name]);
        }
    }

    private JsonNode? TranslateReference(Field field, JsonNode? reference) => field.ReferencedNouns switch
    {
        [var noun] when reference is not null => TranslateName(book[noun], reference),
        _ when reference is JsonObject { Count: 1 } map && map.First() is var (kind, name) && name is not null
            && book.TryFind(kind, out var resource) => new JsonObject { [kind] = TranslateName(resource, name) },
        _ => reference?.DeepClone(),
    };

    private JsonNode TranslateName(Resource resource, JsonNode name)
    {
        if (name is not JsonObject parts)
        {
            return existingByWanted.TryGetValue(ObjectKey.Of(resource, name), out var found) ? found.Name.DeepClone() : name.DeepClone();
        }

        var translated = parts.Select(part => KeyValuePair.Create(
            part.Key,
            resource.KnownBy.Contains(part.Key) ? TranslateReference(resource.GetField(part.Key), part.Value) : part.Value?.DeepClone()));
        return new JsonObject(translated);
    }
}

/// <summary>A reference to a renamed object by the name that it loses.</summary>
/// <param name="From">The object that refers to it.</param>
/// <param name="Field">The field.</param>
/// <param name="To">The object, as it exists.</param>
/// <param name="NewName">What it will be called.</param>
internal sealed record FormerReference(ConfigurationObject From, Field Field, ObjectKey To, string NewName);

/// <summary>An object whose name in the files is taken.</summary>
/// <param name="Wanted">As it's wanted.</param>
/// <param name="Existing">As it exists.</param>
internal sealed record RenameConflict(ConfigurationObject Wanted, ConfigurationObject Existing);
