using System.Text.Json;

namespace Authentik.Lists;

/// <summary>Reads the rows of a list out of a response.</summary>
internal abstract class RowReader<T>
{
    /// <summary>True if a row can be any JSON; otherwise each is an object.</summary>
    public virtual bool TakesAny => false;

    /// <summary>Reads a row: JSON is at its beginning, and is moved to its end.</summary>
    public abstract T Read(ref Utf8JsonReader json);

    /// <summary>What tells a row from the others of the list.</summary>
    /// <param name="row">The row.</param>
    /// <param name="json">The row as it came.</param>
    public abstract RowKey FindKey(T row, ReadOnlySpan<byte> json);
}
