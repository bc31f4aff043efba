using Authentik.Book;

namespace Authentik.Configuration;

/// <summary>How a server is read.</summary>
internal sealed record ReadConfiguration
{
    /// <summary>How many requests run side by side, whatever is read.</summary>
    public int ThrottleLimit { get; init; } = 4;

    /// <summary>True to read users, too, who aren't configuration.</summary>
    public bool IncludesUsers { get; init; }

    /// <summary>The kinds that are read; null for all.</summary>
    public IReadOnlyList<Resource>? Kinds { get; init; }

    /// <summary>Is told how far reading is.</summary>
    public Action<ReadProgress>? Progress { get; init; }
}

/// <summary>How far reading is: lists of kinds, and single objects that lists don't contain whole.</summary>
/// <param name="Done">How many were read.</param>
/// <param name="All">How many there are, as far as that is known.</param>
internal sealed record ReadProgress(int Done, int All);
