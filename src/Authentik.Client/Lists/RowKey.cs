using System.Security.Cryptography;
using System.Text;

namespace Authentik.Lists;

/// <summary>What tells a row of a list from the others: a number or 16 bytes, so that a list of any size can be remembered.</summary>
/// <param name="Number">A number; null where it's the bytes.</param>
/// <param name="Bytes">A UUID, or the hash of a string.</param>
internal readonly record struct RowKey(long? Number, Guid Bytes)
{
    private const int Length = 16;

    /// <summary>The key of a row that has a number.</summary>
    public static RowKey Of(long number) => new(number, default);

    /// <summary>The key of a row that has a UUID.</summary>
    public static RowKey Of(Guid uuid) => new(null, uuid);

    /// <summary>The key of a row that has a string, such as a slug or a UUID.</summary>
    public static RowKey Of(string text) => Guid.TryParse(text, out var uuid) ? Of(uuid) : Of(Encoding.UTF8.GetBytes(text));

    /// <summary>The key of a row that is known by nothing but all that it has.</summary>
    public static RowKey Of(ReadOnlySpan<byte> json)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(json, hash);
        return Of(new Guid(hash[..Length]));
    }
}
