using System.Collections;

namespace Authentik;

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
