using Authentik.Book;

namespace Authentik.Configuration;

/// <summary>How a server is read.</summary>
internal sealed record ReadConfiguration
{
    /// <summary>How many requests usually run side by side.</summary>
    public const int UsualLimit = 4;

    /// <summary>How many requests run side by side.</summary>
    public int ThrottleLimit { get; init; } = UsualLimit;

    /// <summary>True to read users, too, who aren't configuration.</summary>
    public bool IncludesUsers { get; init; }

    /// <summary>The kinds that are read; null for all.</summary>
    public IReadOnlyList<Resource>? Kinds { get; init; }

    /// <summary>Is told about each kind that was read, and how many there are in all.</summary>
    public Action<ReadProgress>? Progress { get; init; }
}

/// <summary>How far reading is.</summary>
/// <param name="Kind">What was read.</param>
/// <param name="Done">How many kinds were read.</param>
/// <param name="All">How many kinds there are.</param>
internal sealed record ReadProgress(Resource Kind, int Done, int All);
