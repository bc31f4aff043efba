namespace Authentik.Sandboxing.Rules;

/// <summary>Whether a licence is installed; without one, some kinds of object cannot be made.</summary>
internal static class Licence
{
    public const string Path = "/enterprise/license/";

    public static bool IsThere(World world) => world.Catalog.AtPath(Path) is { } licences && world.Objects.Rows(licences).Any();
}
