namespace Authentik.Generator.Book.Linking;

/// <summary>Finds what the names in the book stand for.</summary>
internal sealed class Linker
{
    private readonly Dictionary<string, ResourceEntry> resources;
    private readonly Dictionary<string, ShapeEntry> shapes;
    private readonly Dictionary<string, EnumEntry> enums;
    private readonly Refusals refusals;

    private Linker(BookEntry book, Refusals refusals)
    {
        this.refusals = refusals;
        resources = ByName(book.Resources, resource => resource.Noun);
        shapes = ByName(book.Shapes, shape => shape.Name);
        enums = ByName(book.Enums, values => values.Name);
    }

    /// <summary>Links families and the types of all fields and filters.</summary>
    /// <exception cref="RefusedException">A name exists twice.</exception>
    public static void Link(BookEntry book, Refusals refusals)
    {
        NameCheck.Check(book, refusals);
        refusals.ThrowIfAny();
        LinkAll(book, refusals);
    }

    /// <summary>The same; false, instead of an exception, when it leaves something unlinked.</summary>
    public static bool TryLink(BookEntry book, Refusals refusals)
    {
        var before = refusals.All.Count;
        NameCheck.Check(book, refusals);
        if (refusals.All.Count == before)
        {
            LinkAll(book, refusals);
        }

        return refusals.All.Count == before;
    }

    private static void LinkAll(BookEntry book, Refusals refusals)
    {
        var linker = new Linker(book, refusals);
        foreach (var resource in book.Resources)
        {
            linker.LinkFamily(resource);
            linker.RequireFamily(resource.OtherFamilyName, resource);
            linker.LinkTypes(resource.OwnFields.Concat(resource.Filters));
        }

        foreach (var shape in book.Shapes)
        {
            linker.LinkTypes(shape.Fields);
        }

        var operations = new ActionLinker(book, refusals);
        foreach (var action in book.Actions)
        {
            linker.LinkAction(action);
            operations.Link(action);
        }
    }

    private void LinkAction(ActionEntry action)
    {
        LinkTypes(action.Fields);
        LinkCreated(action);
        if (action.Returns is { Type: { Name: not null } type })
        {
            LinkType(type, "'returns:'", action.Place);
        }

        var nouns = action.Calls.Select(call => call.TargetNoun).OfType<string>().ToList();
        action.Targets = [.. nouns.Where(resources.ContainsKey).Select(noun => resources[noun])];
        foreach (var noun in nouns.Where(noun => !resources.ContainsKey(noun)))
        {
            refusals.Add(RefusalCode.UnknownResource, action.Place, $"'{noun}' of {action.Key} isn't in the book.");
        }
    }

    // A whole object in a request of an action is one that it creates.
    private void LinkCreated(ActionEntry action)
    {
        foreach (var field in action.Fields.Where(field => field.Type.IsEmbedded))
        {
            field.Type.Kind = FieldType.NewObject;
            if (action.Fields.FirstOrDefault(one => one.Name == field.Marks.TypeIn) is { } types)
            {
                types.TypesOf = field.Type.Resource;
                types.Types = resources.Values
                    .Where(member => member.FamilyName == field.Type.Name && member.Model is not null)
                    .ToDictionary(member => member.Model!, StringComparer.Ordinal);
            }
        }
    }

    private static Dictionary<string, T> ByName<T>(IEnumerable<T> all, Func<T, string> name) =>
        all.ToDictionary(name, StringComparer.Ordinal);

    private void LinkFamily(ResourceEntry resource)
    {
        RequireFamily(resource.FamilyName, resource);
        if (resource.FamilyName is null || !resources.TryGetValue(resource.FamilyName, out var family))
        {
            return;
        }

        // An identity accepts its own class and the members of its family, and looks no further.
        if (family.FamilyName is not null)
        {
            refusals.Add(
                RefusalCode.Contradiction, resource.Place, $"The family {family.Noun} has a family itself, but families can't be nested.");
            return;
        }

        resource.Family = family;
        family.IsFamily = true;
    }

    private void RequireFamily(string? noun, ResourceEntry resource)
    {
        if (noun is not null && !resources.ContainsKey(noun))
        {
            refusals.Add(
                RefusalCode.UnknownResource,
                resource.Place,
                $"The family '{noun}' of {resource.Noun} isn't in the book. Check the spelling.");
        }
    }

    private void LinkTypes(IEnumerable<FieldEntry> fields)
    {
        foreach (var field in fields)
        {
            if (field.Type.Name is not null)
            {
                LinkType(field.Type, $"'{field.Name}'", field.Place);
            }

            LinkTargets(field);
        }
    }

    private void LinkTargets(FieldEntry field)
    {
        var nouns = field.Marks.Of ?? [];
        field.Targets = [.. nouns.Where(resources.ContainsKey).Select(noun => resources[noun])];
        foreach (var noun in nouns.Where(noun => !resources.ContainsKey(noun)))
        {
            refusals.Add(
                RefusalCode.UnknownResource,
                field.Place,
                $"'{field.Name}' can be an object of '{noun}', which isn't in the book. Check the spelling.");
        }
    }

    private void LinkType(TypeEntry type, string owner, Place place)
    {
        type.Resource = resources.GetValueOrDefault(type.Name!);
        if (type.Kind == FieldType.Reference)
        {
            if (type.Resource is null)
            {
                refusals.Add(
                    RefusalCode.UnknownResource,
                    place,
                    $"{owner} refers to '{type.Name}', which isn't in the book. Check the spelling.");
            }

            return;
        }

        type.Shape = shapes.GetValueOrDefault(type.Name!);
        type.Enum = enums.GetValueOrDefault(type.Name!);
        type.Kind = type.Enum is null ? FieldType.Shape : FieldType.Enum;
        if (type is { Resource: null, Shape: null, Enum: null })
        {
            refusals.Add(RefusalCode.UnknownType, place, $"'{type.Name}', the type of {owner}, isn't in the book. Check the spelling.");
        }
    }
}
