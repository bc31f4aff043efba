using Authentik.Book;

namespace Authentik.Generator.Book.Linking;

/// <summary>Tells fields what the glossary says of their values. A line of the glossary that no field has is refused.</summary>
internal static class StateFiller
{
    private static readonly string[] DateValues = [StateEntry.Past, StateEntry.Soon];
    private static readonly string[] BooleanValues = ["yes", "no"];

    /// <summary>Fills the whole book.</summary>
    public static void Fill(BookEntry book, Refusals refusals)
    {
        var states = book.Glossary.States;
        var used = new HashSet<string>(StringComparer.Ordinal);
        var fields = book.Resources.SelectMany(resource => resource.OwnFields.Select(field => (Owner: resource.Noun, field)))
            .Concat(book.Shapes.SelectMany(shape => shape.Fields.Select(field => (Owner: shape.Name, field))));
        foreach (var (owner, field) in fields.Where(one => one.field is { IsRead: true, Type.IsList: false }))
        {
            var keys = new[] { $"{owner}.{field.Name}", field.Type.Enum?.Name, field.Name };
            if (keys.FirstOrDefault(key => key is not null && states.ContainsKey(key)) is { } known && CanHave(field, states[known]))
            {
                field.State = states[known];
                used.Add(known);
            }
        }

        foreach (var (key, state) in states.Where(state => !used.Contains(state.Key)))
        {
            refusals.Add(
                RefusalCode.Contradiction,
                state.Place,
                $"No field has the state '{key}: {state.Text}'. Write the name and the values of a field or a set of values.");
        }
    }

    // Fields of the same name can have other types.
    private static bool CanHave(FieldEntry field, StateEntry state) => field.Type switch
    {
        { Kind: FieldType.Date } => state.Values.All(value => DateValues.Contains(value)),
        { Kind: FieldType.Boolean } => state.Values.Any() && state.Values.All(value => BooleanValues.Contains(value)),
        { Kind: FieldType.Integer } => state.Values.Any() && state.Values.All(value => int.TryParse(value, out _)),
        { Enum: { } set } => state.Values.Any() && state.Values.All(value => set.Values.Any(one => one.Text == value)),
        _ => false,
    };
}
