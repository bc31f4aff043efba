using Authentik.Tests.Support;

namespace Authentik.Sandboxing.Tests.Agreement;

/// <summary>
/// Exchanges recorded from real servers. They lie outside the repository; where they are absent, tests say so and are skipped.
/// </summary>
internal static class Recordings
{
    private const string FolderName = "recordings";

    public static string Absent => SharedMaterial.Absent(FolderName);

    public static string? Folder { get; } = SharedMaterial.Folder(FolderName);

    /// <summary>The folders of a version.</summary>
    public static string[] FoldersOf(string version) =>
        [.. Directory.EnumerateDirectories(Path.Combine(Folder!, version)).Select(folder => Path.GetFileName(folder)!)];

    /// <summary>The exchanges of some folders of a version, in the order in which they happened.</summary>
    public static IReadOnlyList<Exchange> Read(string version, params string[] folders) =>
    [
        .. folders.SelectMany(folder => Files(Path.Combine(Folder!, version, folder)))
            .Select(file => new Exchange(file, Path.GetRelativePath(Folder!, file)))
            .GroupBy(exchange => Path.GetDirectoryName(exchange.Name))
            .SelectMany(folder => InTurn(folder.OrderBy(exchange => exchange.Name, StringComparer.Ordinal)))
            .OrderBy(pair => pair.Time)
            .ThenBy(pair => pair.Exchange.Name, StringComparer.Ordinal)
            .Select(pair => pair.Exchange),
    ];

    // The server's clock ticks in seconds, and its workers do not tick together; within a folder the numbers in the names count.
    private static IEnumerable<(DateTimeOffset Time, Exchange Exchange)> InTurn(IEnumerable<Exchange> folder)
    {
        var latest = default(DateTimeOffset);
        foreach (var exchange in folder)
        {
            latest = exchange.Time > latest ? exchange.Time : latest;
            yield return (latest, exchange);
        }
    }

    private static IEnumerable<string> Files(string folder) =>
        Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*.json", SearchOption.AllDirectories) : [];
}
