using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;

namespace Authentik.Parsing;

/// <summary>
/// The fields that the class of an object has properties for. Each has a number: its position here. A class has those of its family
/// first, under the same numbers.
/// </summary>
internal sealed class FieldTable
{
    /// <summary>How many fields a class can have: an object marks each that it has in one of these bits.</summary>
    public const int Most = 64;

    /// <summary>The number of a field that isn't there.</summary>
    public const int Missing = -1;

    private readonly string[] names;
    private readonly string[] properties;
    private readonly byte[][] written;
    private readonly Dictionary<string, int> numbers;

    // Where each field was followed by which.
    private readonly byte[] following;

    /// <summary>Creates the table of a class.</summary>
    /// <param name="family">The table of its family; null for none.</param>
    /// <param name="fields">The API name and the property of each field in turn, without those of the family.</param>
    /// <param name="nested">The fields that contain other objects.</param>
    public FieldTable(FieldTable? family, string[] fields, params int[] nested)
    {
        names = [.. family?.names ?? [], .. fields.Where((_, index) => index % 2 == 0)];
        properties = [.. family?.properties ?? [], .. fields.Where((_, index) => index % 2 == 1)];
        written = [.. names.Select(Encoding.UTF8.GetBytes)];
        numbers = names.Select((name, number) => (Name: name, Number: number))
            .ToDictionary(field => field.Name, field => field.Number, StringComparer.Ordinal);
        following = [.. names.Select((_, number) => (byte)number), 0];
        Nested = nested.Aggregate(family?.Nested ?? 0, (bits, number) => bits | Bit(number));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(names.Length, Most, nameof(fields));
    }

    /// <summary>A class without fields of its own.</summary>
    public static FieldTable Empty { get; } = new(family: null, []);

    /// <summary>The bits of the fields that contain other objects.</summary>
    public ulong Nested { get; }

    /// <summary>The bit of a field.</summary>
    public static ulong Bit(int number) => 1UL << number;

    /// <summary>The API name of a field.</summary>
    public string NameOf(int number) => names[number];

    /// <summary>The property of a field.</summary>
    public string PropertyOf(int number) => properties[number];

    /// <summary>The number of a field by its API name; <see cref="Missing"/> if the class doesn't have it.</summary>
    public int Find(string name) => numbers.GetValueOrDefault(name, Missing);

    /// <summary>The number of the field whose name was just read.</summary>
    /// <param name="json">JSON, at the name.</param>
    /// <param name="before">The field before it. Servers send all objects of a kind alike, so the same one follows again.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int Find(ref Utf8JsonReader json, int before)
    {
        var guess = following[before + 1];
        if (guess < written.Length && json.ValueTextEquals(written[guess]))
        {
            return guess;
        }

        for (var number = 0; number < written.Length; number++)
        {
            if (json.ValueTextEquals(written[number]))
            {
                following[before + 1] = (byte)number;
                return number;
            }
        }

        return Missing;
    }
}
