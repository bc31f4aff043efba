using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace Authentik.Book;

/// <summary>All resources the module knows, filled by the generated models.</summary>
/// <param name="Oldest">The oldest server version the book describes.</param>
/// <param name="Newest">The newest; its whole series counts as known.</param>
/// <param name="Resources">The resources.</param>
public sealed record BookIndex(ServerVersion Oldest, ServerVersion Newest, IReadOnlyList<Resource> Resources)
{
    private readonly Dictionary<string, Resource> byNoun = Resources.ToDictionary(r => r.Noun, StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, Resource> byModel = Resources
        .Where(r => r.ModelName is not null)
        .ToDictionary(r => r.ModelName!, StringComparer.OrdinalIgnoreCase);

    /// <summary>The resource of that noun.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public Resource this[string noun] => byNoun.TryGetValue(noun, out var found)
        ? found
        : throw new ArgumentException($"The book has no resource '{noun}'.", nameof(noun));

    /// <summary>The resource of that noun, if there is one.</summary>
    public bool TryFind(string noun, [NotNullWhen(true)] out Resource? resource) => byNoun.TryGetValue(noun, out resource);

    /// <summary>The resource of that <c>meta_model_name</c>, if there is one.</summary>
    public bool TryFindModel(string? modelName, [NotNullWhen(true)] out Resource? resource)
    {
        resource = null;
        return modelName is not null && byModel.TryGetValue(modelName, out resource);
    }

    /// <summary>The kinds that a list of a family can have, as resources; none for other resources.</summary>
    public IEnumerable<Resource> ListKinds(Resource listed) =>
        Resources.Where(resource => listed.KindsOf is not null && resource.Family == listed.KindsOf);

    /// <summary>The resources whose objects are configuration.</summary>
    public IEnumerable<Resource> ListConfiguration() => Resources.Where(resource => resource.IsConfiguration);

    /// <summary>The resources whose API says what uses an object.</summary>
    public IEnumerable<Resource> ListUsable() =>
        Resources.Where(resource => !resource.IsSingle && resource.Offers(Feature.UsedBy));

    /// <summary>A set of models, each as the noun of its resource, by which people know it.</summary>
    public EnumSet NameByNouns(EnumSet models) => models with { Values = [.. models.Values.Select(NameByNoun)] };

    private EnumValue NameByNoun(EnumValue model) =>
        TryFindModel(model.Text, out var resource) ? model with { Text = resource.Noun } : model;

    /// <summary>Where the version stands to what the book describes.</summary>
    public VersionStanding Classify(ServerVersion version)
    {
        if (version < Oldest)
        {
            return VersionStanding.TooOld;
        }

        return (version.Year, version.Series).CompareTo((Newest.Year, Newest.Series)) > 0 ? VersionStanding.Newer : VersionStanding.Known;
    }
}

/// <summary>Where a server's version stands to what the book describes.</summary>
public enum VersionStanding
{
    /// <summary>Older than the oldest version described.</summary>
    TooOld,

    /// <summary>Described.</summary>
    Known,

    /// <summary>Of a newer series than the newest one described.</summary>
    Newer,
}

/// <summary>A list that is created when it is first used, so that a request pays only for the resources that it needs.</summary>
internal sealed class LazyList<T>(Func<T[]> create) : IReadOnlyList<T>
{
    private readonly Lazy<T[]> items = new(create);

    /// <inheritdoc/>
    public int Count => items.Value.Length;

    /// <inheritdoc/>
    public T this[int index] => items.Value[index];

    /// <inheritdoc/>
    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)items.Value).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
