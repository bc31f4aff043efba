using Authentik.Sandboxing.State;
using Authentik.Sandboxing.Store;

namespace Authentik.Sandboxing.Relations;

/// <summary>
/// Finds the objects that use an object, as the server does: those that refer to it, and also those in its own lists and those that
/// are connected with it, because both work in both directions.
/// </summary>
internal sealed class UsageFinder(ServerState state)
{
    public JsonArray Find(Row row)
    {
        var references = new References(state);
        var listed = references.FindStoredReferences(row).Where(field => field.IsList).SelectMany(field => FindListed(row, field));
        var all = references.FindReferences(row).ToList();
        var referring = all.Where(reference => !state.Facts.IsUnlisted(reference.From.Resource, reference.Field)).Select(Describe);
        var connected = all.Select(FindOtherEnd).OfType<JsonNode>();
        var links = references.FindLinks(row).Select(link => Describe(link.From, link.From.Resource, DeletionEffects.Cascade));
        var work = BackgroundWork.FindCurrentOf(state, row).Select(one => Describe(one, one.Resource, DeletionEffects.Cascade));
        return new JsonArray([.. listed.Concat(referring).Concat(connected).Concat(links).Concat(work)]);
    }

    // A binding connects a policy with its target: used_by of each lists the other one.
    private JsonObject? FindOtherEnd(Reference reference)
    {
        var row = reference.From;
        var ends = state.Facts.FindEnds(row.Resource);
        var other = ends.Contains(reference.Field.Name) ? ends.FirstOrDefault(name => name != reference.Field.Name) : null;
        if (other is null || row.Values[other]?.ToString() is not { } id || !row.Resource.TryFindField(other, out var field))
        {
            return null;
        }

        return field.TargetNouns.Count > 0 ? DescribeTarget(Targets.Find(state, field.TargetNouns, id))
            : state.Catalog.FindTarget(field) is { } target && state.Objects.Find(target, id) is { } found
                ? Describe(found, state.Catalog.FindRoot(target), DeletionEffects.CascadeMany)
            : null;
    }

    // The server doesn't say what kind of object it is.
    private static JsonObject? DescribeTarget(Row? target) => target is null ? null : new JsonObject
    {
        ["app"] = "authentik_policies",
        ["model_name"] = "policybindingmodel",
        ["pk"] = Targets.GetId(target),
        ["name"] = $"PolicyBindingModel {Targets.GetId(target)}",
        ["action"] = DeletionEffects.CascadeMany,
    };

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
            ["name"] = state.Describe(row, resource),
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
