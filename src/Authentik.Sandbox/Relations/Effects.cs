using Authentik.Book;
using Authentik.Sandboxing.Store;

namespace Authentik.Sandboxing.Relations;

/// <summary>What becomes of an object when the one it refers to is deleted, in the server's words.</summary>
internal static class Effects
{
    public const string Cascade = "cascade";
    public const string CascadeMany = "cascade_many";
    public const string SetNull = "set_null";

    public static string Of(World world, Row from, Field field)
    {
        if (field.IsList)
        {
            return CascadeMany;
        }

        return OfFamily(world, from.Resource, field) ?? (field.IsNullable ? SetNull : Cascade);
    }

    private static string? OfFamily(World world, Resource resource, Field field) =>
        world.Facts.OnDelete(resource, field) ?? (world.Catalog.Root(resource) is var root && root != resource ? world.Facts.OnDelete(root, field) : null);
}
