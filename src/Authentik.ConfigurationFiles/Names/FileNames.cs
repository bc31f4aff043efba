using System.Security.Cryptography;
using System.Text;

namespace Authentik.Configuration.Files;

/// <summary>
/// Names of the files of a folder. Objects whose names would be the same get a part of the hash of their keys, all of them, so that names
/// don't depend on the order of the objects.
/// </summary>
internal static class FileNames
{
    private const int HashLength = 8;

    /// <summary>The name of each object's file, without extension.</summary>
    public static IReadOnlyDictionary<ObjectKey, string> Choose(IReadOnlyCollection<ConfigurationObject> objects)
    {
        var names = objects.Select(one => new ChosenName(one.Key, FileName.Of(ObjectTitle.Of(one)))).ToList();
        while (FindSame(names) is { Count: > 0 } same)
        {
            same.ForEach(one => one.AddHash());
        }

        return names.ToDictionary(one => one.Key, one => one.Name);
    }

    private static List<ChosenName> FindSame(IEnumerable<ChosenName> names) =>
        [.. names.GroupBy(one => Fold(one.Name)).Where(same => same.Count() > 1).SelectMany(same => same)];

    // As the file systems compare that ignore case: those of Windows and macOS, each in its own way.
    private static string Fold(string name) =>
        name.Normalize(NormalizationForm.FormKC).ToUpperInvariant().Replace("ß", "SS", StringComparison.Ordinal);

    private sealed class ChosenName(ObjectKey key, string title)
    {
        private string? withHash;
        private int length;

        public ObjectKey Key => key;

        public string Name => withHash ?? title;

        public void AddHash()
        {
            var hash = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{key.Root}\n{key.Text}"))).ToLowerInvariant();
            length += HashLength;
            withHash = length <= hash.Length
                ? FileName.Append(title, hash[..length])
                : throw new InvalidOperationException($"Two objects have the key '{key.Text}'.");
        }
    }
}
