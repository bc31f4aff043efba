using System.Runtime.CompilerServices;
using System.Text.Json;
using Authentik.Book;

namespace Authentik;

/// <content>Lists.</content>
internal static partial class JsonFields
{
    /// <summary>
    /// Reads a list whose values are read by <paramref name="read"/>; one value that doesn't fit makes the list a misfit.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static FieldFit ReadList<T>(ref Utf8JsonReader json, ItemReader<T> read, out ValueList<T>? value)
    {
        var fit = ReadItems(ref json, read, out var items);
        value = items is null ? null : new(items);
        return fit;
    }

    /// <summary>Reads a list of numbers, dates and other values that can't be null.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static FieldFit ReadStructList<T>(ref Utf8JsonReader json, ItemReader<T?> read, out ValueList<T>? value)
        where T : struct
    {
        var fit = ReadItems(ref json, read, out var items);
        value = items is null ? null : new(ToValues(items));
        return fit;
    }

    /// <summary>Reads the ids of other objects, of which the owner of the list can contain details.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static FieldFit ReadReferences<T>(
        ref Utf8JsonReader json, ItemReader<T?> read, AuthentikObject owner, string? details, out ValueList<T>? value)
        where T : struct
    {
        var fit = ReadItems(ref json, read, out var items);
        value = items is null ? null : new ReferenceList<T>(ToValues(items), owner, details);
        return fit;
    }

    private static T[] ToValues<T>(T?[] items)
        where T : struct => Array.ConvertAll(items, item => item!.Value);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static FieldFit ReadItems<T>(ref Utf8JsonReader json, ItemReader<T> read, out T[]? value)
    {
        value = null;
        if (json.TokenType != JsonTokenType.StartArray)
        {
            return FitOf(ref json, fits: false);
        }

        List<T>? items = null;
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            if (json.TokenType == JsonTokenType.Null || read(ref json, out var one) != FieldFit.Fits)
            {
                return FieldFit.Misfit;
            }

            (items ??= []).Add(one!);
        }

        value = items?.ToArray() ?? [];
        return FieldFit.Fits;
    }

    /// <summary>Reads a list of nested objects, which old servers write as lines of text.</summary>
    public static FieldFit ReadListOrLines<T>(ref Utf8JsonReader json, Func<string, T> ofLine, out ValueList<T>? value)
        where T : AuthentikObject, new()
    {
        if (json.TokenType != JsonTokenType.String)
        {
            return ReadList(ref json, ReadShape, out value);
        }

        var lines = json.GetString()!.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        value = new([.. lines.Select(ofLine)]);
        return FieldFit.Fits;
    }

    /// <summary>Reads one item of a list.</summary>
    public delegate FieldFit ItemReader<T>(ref Utf8JsonReader json, out T? value);
}
