using System.Globalization;

namespace Authentik.Book;

/// <summary>A version of the authentik server: year, month of the series, patch, as in <c>2026.2.2</c>.</summary>
/// <remarks>A pre-release (<c>2026.5.0-rc1</c>) compares as the release it leads to, because it has that release's API.</remarks>
public sealed record ServerVersion : IComparable<ServerVersion>, IComparable
{
    /// <summary>Creates a version from its numbers.</summary>
    public ServerVersion(int year, int series, int patch, string? label = null)
    {
        (Year, Series, Patch, Label) = (year, series, patch, label);
    }

    /// <summary>The year of the series, such as 2026.</summary>
    public int Year { get; }

    /// <summary>The number of the series within the year, such as 2 in 2026.2.</summary>
    public int Series { get; }

    /// <summary>The patch release, from 0.</summary>
    public int Patch { get; }

    /// <summary>What follows a hyphen, such as <c>rc1</c>; null for a release.</summary>
    public string? Label { get; }

    /// <summary>Reads <c>2026.2.2</c>, <c>2026.2</c> or <c>2026.5.0-rc1</c>.</summary>
    /// <exception cref="FormatException">The string isn't a valid version.</exception>
    public static ServerVersion Parse(string text) =>
        TryParse(text, out var version)
            ? version
            : throw new FormatException($"'{text}' isn't a valid version. Specify one such as 2026.2.2.");

    /// <summary>Reads a version; false if the string isn't one.</summary>
    public static bool TryParse(string? text, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out ServerVersion? version)
    {
        version = null;
        if (string.IsNullOrWhiteSpace(text))
        {
            return false;
        }

        var parts = text.Trim().Split('-', 2);
        var numbers = parts[0].Split('.');
        if (numbers.Length is < 2 or > 3)
        {
            return false;
        }

        var values = new int[3];
        for (var i = 0; i < numbers.Length; i++)
        {
            if (!int.TryParse(numbers[i], NumberStyles.None, CultureInfo.InvariantCulture, out values[i]))
            {
                return false;
            }
        }

        version = new ServerVersion(values[0], values[1], values[2], parts.Length > 1 ? parts[1] : null);
        return true;
    }

    /// <summary>Compares year, series and patch; the label doesn't count.</summary>
    public int CompareTo(ServerVersion? other) =>
        other is null ? 1 : (Year, Series, Patch).CompareTo((other.Year, other.Series, other.Patch));

    /// <summary>The version as .NET has it, without the label, so that <c>[version]</c> converts it.</summary>
    public static explicit operator Version(ServerVersion version)
    {
        ArgumentNullException.ThrowIfNull(version);
        return version.ToVersion();
    }

    /// <summary>The version as .NET has it, without the label.</summary>
    public Version ToVersion() => new(Year, Series, Patch);

    /// <inheritdoc/>
    public int CompareTo(object? obj) => obj switch
    {
        null => 1,
        ServerVersion other => CompareTo(other),
        string text => CompareTo(Parse(text)),
        _ => throw new ArgumentException(
            $"A server version can't be compared with {obj.GetType().Name}. Use a version such as '2026.2.2'.", nameof(obj)),
    };

    /// <inheritdoc/>
    public bool Equals(ServerVersion? other) => CompareTo(other) == 0;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Year, Series, Patch);

    /// <summary>The version as the server writes it.</summary>
    public override string ToString() => Label is null ? $"{Year}.{Series}.{Patch}" : $"{Year}.{Series}.{Patch}-{Label}";

    /// <summary>True when the left version is older.</summary>
    public static bool operator <(ServerVersion left, ServerVersion right) => left.CompareTo(right) < 0;

    /// <summary>True when the left version is newer.</summary>
    public static bool operator >(ServerVersion left, ServerVersion right) => left.CompareTo(right) > 0;

    /// <summary>True when the left version is older or the same.</summary>
    public static bool operator <=(ServerVersion left, ServerVersion right) => left.CompareTo(right) <= 0;

    /// <summary>True when the left version is newer or the same.</summary>
    public static bool operator >=(ServerVersion left, ServerVersion right) => left.CompareTo(right) >= 0;
}
