using System.Runtime.CompilerServices;

namespace Authentik.Lists;

/// <summary>Keys of rows. Numbers that are close together, as ids are, take a bit each.</summary>
internal sealed class KeySet
{
    private const int Bits = 6;

    private readonly Dictionary<long, ulong> numbers = [];
    private readonly HashSet<Guid> uuids = [];

    /// <summary>True if it has the key.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool Contains(RowKey key) => key.Number is { } number
        ? (numbers.GetValueOrDefault(number >> Bits) & BitOf(number)) != 0
        : uuids.Contains(key.Bytes);

    /// <summary>Adds a key; false if it had it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool Add(RowKey key)
    {
        if (key.Number is not { } number)
        {
            return uuids.Add(key.Bytes);
        }

        var before = numbers.GetValueOrDefault(number >> Bits);
        numbers[number >> Bits] = before | BitOf(number);
        return (before & BitOf(number)) == 0;
    }

    // C# shifts by the last six bits of the number.
    private static ulong BitOf(long number) => 1UL << (int)number;
}
