using System.Text.Json.Nodes;
using Authentik.Book;
using Authentik.Sandboxing.Data;
using Authentik.Sandboxing.Store;

namespace Authentik.Sandboxing.Reads;

/// <summary>Shows objects as the server of this version does: its fields, in the order of the book, the secret ones left out.</summary>
internal sealed class Presenter(World world)
{
    private const string ObjectEnding = "_obj";

    public JsonObject Show(Row row, View view) => Show(row, world.Catalog.Shown(view.As, view.Kind), view);

    /// <summary>An object inside of another one, with the fields of its nested shape.</summary>
    public JsonObject ShowAs(Row row, Shape shape, View view) =>
        Show(row, shape.Fields.Where(field => field.Readable.Contains(world.Version)), view);

    /// <summary>The value of one field, as it is shown.</summary>
    public JsonNode? Value(Row row, Field field, View view)
    {
        foreach (var rules in world.Rules.Of(row.Resource).Reverse())
        {
            if (rules.TryCompute(row, field.Name, view, out var computed))
            {
                return computed;
            }
        }

        if (TryName(row, field.Name, out var name))
        {
            return name;
        }

        return field.Kind == FieldKind.Shape && field.Name.EndsWith(ObjectEnding, StringComparison.Ordinal)
            ? ShowReferred(row, field, view)
            : Stored(row, field, view);
    }

    private JsonNode? Stored(Row row, Field field, View view)
    {
        if (!row.Values.TryGetPropertyValue(field.Name, out var value))
        {
            return Defaults.Of(world, row.Resource, field);
        }

        return value switch
        {
            JsonArray list when list.Any(item => Link.Read(item) is not null) => new JsonArray([.. list.Select(item => Follow(item, field, view)).OfType<JsonNode>()]),
            _ => Follow(value, field, view),
        };
    }

    private JsonNode? Follow(JsonNode? value, Field field, View view) => Link.Read(value) switch
    {
        null => value?.DeepClone(),
        { } link when field.Shape is { } shape && world.Catalog.AtPath(link.Path) is { } target => ShowInside(target, link.Id, shape, view),
        { } link => JsonScalar.Create(link.Id),
    };

    private bool TryName(Row row, string field, out JsonNode? value)
    {
        var names = field is "component" or "verbose_name" or "verbose_name_plural" ? world.Facts.Names(row.Resource) : null;
        value = field == "meta_model_name" ? world.Facts.Model(row.Resource) : names?[field]?.DeepClone();
        return field == "meta_model_name" || names is not null;
    }

    // user_obj shows what user refers to.
    private JsonNode? ShowReferred(Row row, Field field, View view)
    {
        var name = field.Name[..^ObjectEnding.Length];
        if (!row.Resource.TryField(name, out var reference) || world.Catalog.Target(reference) is not { } target)
        {
            return Stored(row, field, view);
        }

        var ids = row.Values[name];
        return reference.IsList
            ? new JsonArray([.. ids.AsTexts().Select(id => ShowInside(target, id, field.Shape!, view)).OfType<JsonNode>()])
            : ids is null ? null : ShowInside(target, ids.ToString(), field.Shape!, view);
    }

    private JsonObject? ShowInside(Resource target, string id, Shape shape, View view) =>
        FindInside(target, id) is { } found ? ShowAs(found, shape, view with { As = target, Kind = null, IsNested = true }) : null;

    // Reviewers are named by another id than the one of their resource.
    private Row? FindInside(Resource target, string id) => world.Objects.Find(target, id) ?? world.Objects.FindBy(target, "uuid", id);

    private JsonObject Show(Row row, IEnumerable<Field> fields, View view)
    {
        var rules = world.Rules.Of(row.Resource).ToList();
        var shown = new JsonObject();
        foreach (var field in fields.Where(field => !world.Facts.IsOmitted(row.Resource, field) && !rules.Exists(one => one.Omits(row, field.Name))))
        {
            shown[field.Name] = Value(row, field, view);
        }

        return shown;
    }
}
