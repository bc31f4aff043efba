using Authentik.Http;

namespace Authentik.Lists;

/// <summary>One page of a list.</summary>
/// <param name="Rows">The rows.</param>
/// <param name="Keys">What tells each from the others.</param>
/// <param name="Envelope">What the server says of it.</param>
internal sealed record ListPage<T>(IReadOnlyList<T> Rows, IReadOnlyList<RowKey> Keys, PageEnvelope Envelope)
{
    /// <summary>What there is of a page that doesn't exist.</summary>
    public static readonly ListPage<T> Missing = new([], [], new PageEnvelope(0, 0, null));

    /// <summary>True if the page doesn't exist.</summary>
    public bool IsMissing => ReferenceEquals(this, Missing);

    /// <summary>Number of the next page; 0 for none.</summary>
    public int Next => Envelope.Next;

    /// <summary>How many rows are before the page.</summary>
    public long Start => Envelope.Start ?? 0;

    /// <summary>The number of its last row; null where the server doesn't say.</summary>
    public long? End => Envelope.Start + Rows.Count;

    /// <summary>How many rows the server counts; null where it doesn't say.</summary>
    public int? Total => Envelope.Total;

    /// <summary>Makes the exception that says why it isn't a page that can be used.</summary>
    public Func<string, ApiException> Refuse { get; init; } = reason => throw new InvalidOperationException(reason);
}
