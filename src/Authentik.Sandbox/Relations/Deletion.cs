using System.Text.Json.Nodes;
using Authentik.Sandboxing.Store;

namespace Authentik.Sandboxing.Relations;

/// <summary>Deletes an object, and does to those that refer to it what the server's database does.</summary>
internal sealed class Deletion(World world)
{
    public void Delete(Row row)
    {
        world.Objects.Remove(row);
        foreach (var reference in new References(world).To(row).ToList())
        {
            Follow(row, reference);
        }

        foreach (var (from, field) in new References(world).Links(row).ToList())
        {
            Follow(from, field);
        }
    }

    // What shows an object whole goes with it, unless it can do without.
    private void Follow(Row from, string field)
    {
        if (from.Resource.TryField(field, out var known) && known.IsNullable)
        {
            from.Values[field] = null;
        }
        else
        {
            Delete(from);
        }
    }

    private void Follow(Row gone, Reference reference)
    {
        var (from, field) = reference;
        switch (Effects.Of(world, from, field))
        {
            case Effects.CascadeMany:
                from.Values[field.Name] = Without((JsonArray)from.Values[field.Name]!, gone.IdText);
                break;
            case Effects.Cascade:
                Delete(from);
                break;
            default:
                from.Values[field.Name] = null;
                break;
        }
    }

    private static JsonArray Without(JsonArray list, string id) =>
        new([.. list.Where(item => item?.ToString() != id).Select(item => item?.DeepClone())]);
}
