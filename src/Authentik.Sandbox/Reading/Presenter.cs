using Authentik.Sandboxing.State;
using Authentik.Sandboxing.Store;

namespace Authentik.Sandboxing.Reading;

/// <summary>Shows objects as this version of the server does: the readable fields, in the order of the book.</summary>
internal sealed class Presenter(ServerState state)
{
    public JsonObject Show(Row row, View view) =>
        Show(row, state.Catalog.FindReadable(state.Facts.ShowsKind(view.Resource) ? row.Resource : view.Resource, view.Kind), view);

    /// <summary>Shows an object inside another one, with the fields of its nested shape.</summary>
    public JsonObject ShowNested(Row row, Shape shape, View view) =>
        Show(row, shape.Fields.Where(field => field.Readable.Contains(state.Version)), view with { IsNested = true });

    /// <summary>The value of a field in a response.</summary>
    public JsonNode? GetValue(Row row, Field field, View view)
    {
        foreach (var rules in state.Rules.Find(row.Resource).Reverse())
        {
            if (rules.TryCompute(row, field.Name, view, out var computed))
            {
                return computed;
            }
        }

        if (TryGetModelName(row, field.Name, out var name))
        {
            return name;
        }

        return field.Type == FieldType.Shape && field.Name.EndsWith(Field.DetailsSuffix, StringComparison.Ordinal)
            ? ShowReference(row, field, view)
            : GetStored(row, field, view);
    }

    private JsonNode? GetStored(Row row, Field field, View view)
    {
        if (!row.Values.TryGetPropertyValue(field.Name, out var value))
        {
            return Defaults.Create(state, row.Resource, field);
        }

        return value switch
        {
            JsonArray list when list.Any(item => Link.Read(item) is not null) =>
                new JsonArray([.. list.Select(item => Follow(item, field, view)).OfType<JsonNode>()]),
            _ => Follow(value, field, view),
        };
    }

    private JsonNode? Follow(JsonNode? value, Field field, View view) => Link.Read(value) switch
    {
        null => value?.DeepClone(),
        { } link when field.Shape is { } shape && state.Catalog.FindByPath(link.Path) is { } target =>
            ShowTarget(target, link.Id, shape, view),
        { } link => JsonScalar.Create(link.Id),
    };

    private bool TryGetModelName(Row row, string field, out JsonNode? value)
    {
        var names = field is "component" or "verbose_name" or "verbose_name_plural" ? state.Facts.FindNames(row.Resource) : null;
        value = field == "meta_model_name" ? state.Facts.FindModel(row.Resource) : names?[field]?.DeepClone();
        return field == "meta_model_name" || names is not null;
    }

    // user_obj shows what user refers to.
    private JsonNode? ShowReference(Row row, Field field, View view)
    {
        var name = field.Name[..^Field.DetailsSuffix.Length];
        if (!row.Resource.TryFindField(name, out var reference) || state.Catalog.FindTarget(reference) is not { } target)
        {
            return GetStored(row, field, view);
        }

        var ids = row.Values[name];
        var shown = reference.IsList ? ids.AsStrings().Select(id => ShowListed(name, ShowTarget(target, id, field.Shape!, view))) : [];
        return reference.IsList ? new JsonArray([.. shown.OfType<JsonNode>()])
            : ids is null ? null : ShowTarget(target, ids.ToString(), field.Shape!, view);
    }

    // The server describes them as the family of all providers, and not as their own kind.
    private static JsonObject? ShowListed(string field, JsonObject? shown)
    {
        if (field == "backchannel_providers" && shown is not null)
        {
            (shown["component"], shown["meta_model_name"]) = (string.Empty, "authentik_core.provider");
            (shown["verbose_name"], shown["verbose_name_plural"]) = ("provider", "providers");
        }

        return shown;
    }

    private JsonObject? ShowTarget(Resource target, string id, Shape shape, View view)
    {
        var inner = view with { Resource = target, Kind = null };
        return FindTarget(target, id) is not { } found ? null
            : state.Facts.ShowsKind(target) ? Show(found, inner)
            : ShowNested(found, shape, inner);
    }

    // Reviewers are referred to by another id than that of their resource.
    private Row? FindTarget(Resource target, string id) => state.Objects.Find(target, id) ?? state.Objects.FindBy(target, "uuid", id);

    private JsonObject Show(Row row, IEnumerable<Field> fields, View view)
    {
        var rules = state.Rules.Find(row.Resource).ToList();
        var shown = new JsonObject();
        foreach (var field in fields)
        {
            if (!state.Facts.IsOmitted(row.Resource, field) && !rules.Exists(one => one.Omits(row, field.Name)))
            {
                shown[field.Name] = GetValue(row, field, view);
            }
        }

        return shown;
    }
}
