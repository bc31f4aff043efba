using System.Text.Json.Nodes;
using Authentik.Book;
using Authentik.Sandboxing.Store;

namespace Authentik.Sandboxing.Relations;

/// <summary>
/// Says who uses an object, as the server does: all that refer to it, and, because lists work both ways, all that its own
/// lists name.
/// </summary>
internal sealed class UsedBy(World world)
{
    public JsonArray Of(Row row)
    {
        var references = new References(world);
        var back = references.To(row).Where(reference => !IsAlone(reference)).Select(reference => Entry(reference.From, SeenAs(reference.From, reference.Field), Effects.Of(world, reference.From, reference.Field)));
        var forth = references.FieldsOf(row).Where(field => field.IsList).SelectMany(field => Named(row, field));
        var links = references.Links(row).Select(link => Entry(link.From, link.From.Resource, Effects.Cascade));
        return new JsonArray([.. forth.Concat(back).Concat(links)]);
    }

    // The server does not look at what refers to one object alone.
    private static bool IsAlone(Reference reference) => reference.From.Resource.Noun == "Application" && reference.Field.Name == "provider";

    private IEnumerable<JsonNode> Named(Row row, Field field)
    {
        if (world.Catalog.Target(field) is not { } target)
        {
            return [];
        }

        // A list of ids leads to what the ids are unique in.
        var seenAs = world.Catalog.Root(target);
        return row.Values[field.Name].AsTexts().Select(id => world.Objects.Find(target, id)).OfType<Row>().Select(found => Entry(found, seenAs, Effects.CascadeMany));
    }

    private JsonObject Entry(Row row, Resource seenAs, string action)
    {
        var model = world.Facts.UsedModel(seenAs).Split('.');
        return new JsonObject
        {
            ["app"] = model[0],
            ["model_name"] = model[^1],
            ["pk"] = row.IdText,
            ["name"] = world.Facts.Line(row, seenAs),
            ["action"] = action,
        };
    }

    // A field that the family has too belongs to the family's model.
    private Resource SeenAs(Row row, Field field)
    {
        var root = world.Catalog.Root(row.Resource);
        return root.TryField(field.Name, out _) ? root : row.Resource;
    }
}
