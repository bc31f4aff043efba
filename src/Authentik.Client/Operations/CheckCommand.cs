using Authentik.Book;

namespace Authentik;

/// <summary>The command that tells whether a change was made whose response was lost.</summary>
internal static class CheckCommand
{
    /// <summary>The command, as people type it.</summary>
    /// <param name="resource">The resource of the object.</param>
    /// <param name="name">The object's name or id; null if it isn't known.</param>
    public static string Write(Resource resource, string? name) =>
        name is null ? $"Get-Authentik{resource.Noun}"
            : $"Get-Authentik{resource.Noun} '{name.Replace("'", "''", StringComparison.Ordinal)}'";
}
