using Authentik.Sandboxing.State;
using Authentik.Sandboxing.Store;

namespace Authentik.Sandboxing.Relations;

/// <summary>
/// Finds the objects that use an object, as the server does: those that refer to it, and also those in its own lists, because
/// lists work in both directions.
/// </summary>
internal sealed class UsageFinder(ServerState state)
{
    public JsonArray Find(Row row)
    {
        var references = new References(state);
        var listed = references.FindStoredReferences(row).Where(field => field.IsList).SelectMany(field => FindListed(row, field));
        var referring = references.FindReferences(row).Where(reference => !IsOneToOne(reference)).Select(Describe);
        var links = references.FindLinks(row).Select(link => Describe(link.From, link.From.Resource, DeletionEffects.Cascade));
        return new JsonArray([.. listed.Concat(referring).Concat(links)]);
    }

    // The server leaves out one-to-one references.
    private static bool IsOneToOne(Reference reference) =>
        reference.From.Resource.Noun == "Application" && reference.Field.Name == "provider";

    private IEnumerable<JsonNode> FindListed(Row row, Field field)
    {
        if (state.Catalog.FindTarget(field) is not { } target)
        {
            return [];
        }

        // An object in a list is named by the resource in which its id is unique.
        var resource = state.Catalog.FindRoot(target);
        return row.Values[field.Name].AsStrings().Select(id => state.Objects.Find(target, id)).OfType<Row>()
            .Select(found => Describe(found, resource, DeletionEffects.CascadeMany));
    }

    private JsonObject Describe(Reference reference) => Describe(
        reference.From,
        FindResource(reference.From, reference.Field),
        DeletionEffects.Find(state, reference.From, reference.Field));

    private JsonObject Describe(Row row, Resource resource, string action)
    {
        var model = state.Facts.FindUsedByModel(resource).Split('.');
        return new JsonObject
        {
            ["app"] = model[0],
            ["model_name"] = model[^1],
            ["pk"] = row.IdString,
            ["name"] = state.Facts.Describe(row.Values, resource),
            ["action"] = action,
        };
    }

    // A field that the family has belongs to the family's model.
    private Resource FindResource(Row row, Field field)
    {
        var root = state.Catalog.FindRoot(row.Resource);
        return root.TryFindField(field.Name, out _) ? root : row.Resource;
    }
}
