using Authentik.Sandboxing.State;
using Authentik.Sandboxing.Store;

namespace Authentik.Sandboxing.Relations;

/// <summary>Deletes an object, and changes or deletes the objects that refer to it as the server's database does.</summary>
internal sealed class Deletion(ServerState state)
{
    public void Delete(Row row)
    {
        foreach (var work in BackgroundWork.FindAllOf(state, row).ToList())
        {
            state.Objects.Remove(work);
        }

        var companions = state.Rules.Find(row.Resource).SelectMany(rules => rules.FindCompanions(row)).ToList();
        state.Objects.Remove(row);
        companions.ForEach(Delete);
        foreach (var reference in new References(state).FindReferences(row).ToList())
        {
            FollowReference(row, reference);
        }

        foreach (var (from, field) in new References(state).FindLinks(row).ToList())
        {
            FollowLink(from, field);
        }
    }

    // An object that shows the deleted one whole is deleted too, unless the field can be null.
    private void FollowLink(Row from, string field)
    {
        if (from.Resource.TryFindField(field, out var known) && known.IsNullable)
        {
            from.Values[field] = null;
        }
        else
        {
            Delete(from);
        }
    }

    private void FollowReference(Row gone, Reference reference)
    {
        var (from, field) = reference;
        switch (DeletionEffects.Find(state, from, field))
        {
            case DeletionEffects.CascadeMany:
                from.Values[field.Name] = RemoveId((JsonArray)from.Values[field.Name]!, gone.IdString);
                break;
            case DeletionEffects.Cascade:
                Delete(from);
                break;
            default:
                from.Values[field.Name] = null;
                break;
        }
    }

    private static JsonArray RemoveId(JsonArray list, string id) =>
        new([.. list.Where(item => item?.ToString() != id).Select(item => item?.DeepClone())]);
}

/// <summary>What happens to an object when the one that it refers to is deleted, in the server's words.</summary>
internal static class DeletionEffects
{
    public const string Cascade = "cascade";
    public const string CascadeMany = "cascade_many";
    public const string SetNull = "set_null";

    public static string Find(ServerState state, Row from, Field field)
    {
        if (field.IsList)
        {
            return CascadeMany;
        }

        return FindFact(state, from.Resource, field) ?? (field.IsNullable ? SetNull : Cascade);
    }

    private static string? FindFact(ServerState state, Resource resource, Field field) =>
        state.Facts.FindDeletionEffect(resource, field)
        ?? (state.Catalog.FindRoot(resource) is var root && root != resource ? state.Facts.FindDeletionEffect(root, field) : null);
}
