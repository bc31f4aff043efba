using System.Runtime.CompilerServices;
using Authentik.Book;

namespace Authentik.Commands;

/// <summary>What a list is narrowed by that authentik has no filter for. It's compared here, with the objects as they arrive.</summary>
/// <param name="Wildcards">Patterns that fields have to match.</param>
/// <param name="Kinds">Kinds of a family.</param>
internal sealed record LocalFilter(Wildcards Wildcards, FamilyKinds Kinds)
{
    /// <summary>True if the server narrows the list as far as it's wanted.</summary>
    public bool IsEmpty => !Wildcards.Any && !Kinds.Any;

    /// <summary>Why the whole list is read, or what the server searches for.</summary>
    public string Explain(Resource resource, string? search)
    {
        var what = string.Join(" or ", new[] { Wildcards.Any ? "wildcards" : null, Kinds.Any ? "-Kind" : null }.OfType<string>());
        return search is null
            ? $"authentik doesn't know {what}, so the whole list of {resource.Title} objects is read and compared here."
            : $"authentik doesn't know {what}, so it searches for '{search}', and the {resource.Title} objects that it finds are "
                + "compared here.";
    }

    /// <summary>The objects that match. They can be neither skipped nor counted by the server.</summary>
    public async IAsyncEnumerable<ObjectChunk> NarrowAsync(
        IAsyncEnumerable<ObjectChunk> chunks, long skip, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var (objects, _) in chunks.WithCancellation(cancellation))
        {
            var matching = objects.Where(one => Wildcards.Match(one) && Kinds.Match(one)).ToList();
            yield return new ObjectChunk([.. matching.Skip((int)Math.Min(skip, int.MaxValue))], Total: null);
            skip = Math.Max(0, skip - matching.Count);
        }
    }
}
