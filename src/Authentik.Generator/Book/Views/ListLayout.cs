using Authentik.Book;

namespace Authentik.Generator.Book.Views;

/// <summary>
/// Which fields a list shows, and in which order: names, what the table shows, what can be set, the state, dates, the id, and last what
/// can be long. What only programs need is left out.
/// </summary>
internal sealed class ListLayout
{
    // These fields tell kinds apart for programs, or are a second id.
    private static readonly HashSet<string> Technical = new(StringComparer.Ordinal)
    {
        "component", "verbose_name", "verbose_name_plural", "meta_model_name", "uid", "num_pk",
    };

    // Code and pages of text, which push everything behind them off the screen.
    private static readonly HashSet<string> LongTexts = new(StringComparer.Ordinal) 
    {
        "expression", "branding_custom_css", "content", "krb5_conf",
    };

    private readonly IReadOnlyList<FieldEntry> fields;
    private readonly IReadOnlyList<string> names;
    private readonly IReadOnlyList<ColumnEntry> columns;
    private readonly string id;
    private readonly bool isNested;
    private string? group;

    private ListLayout(
        IReadOnlyList<FieldEntry> fields, IReadOnlyList<string> names, IReadOnlyList<ColumnEntry> columns, string id, bool isNested) =>
        (this.fields, this.names, this.columns, this.id, this.isNested) = (fields, names, columns, id, isNested);

    /// <summary>The layout of a resource.</summary>
    public static ListLayout Of(ResourceEntry resource) =>
        new(resource.Fields, resource.Names, resource.View, resource.Id, isNested: false) { group = resource.Group?.Property };

    /// <summary>The layout of a nested object.</summary>
    public static ListLayout Of(ShapeEntry shape) => new(shape.Fields, [shape.TextField ?? "name"], shape.View, "pk", isNested: true);

    /// <summary>True for a string that has several lines.</summary>
    public static bool IsLongText(FieldEntry field) => field.Type.Kind == FieldType.Text && LongTexts.Contains(field.Name);

    /// <summary>The fields that are shown, in their order.</summary>
    public IEnumerable<FieldEntry> Fields => fields.Where(IsShown).OrderBy(Rank);

    /// <summary>The field with the details of the objects that a field refers to by ids; null if there is none.</summary>
    public FieldEntry? FindDetails(FieldEntry field) =>
        field.Type.IsEmbedded ? null : fields.FirstOrDefault(one => one.IsRead && one.Name == field.DetailsName && HasName(one.Type));

    /// <summary>True for a field that is shown if the book says nothing of it.</summary>
    public bool IsShownByRule(FieldEntry field) => field.IsRead && !field.Marks.Secret && (IsColumn(field) || !IsLeftOut(field));

    /// <summary>True for what a reader expects to find in the list, even if it's empty: the names and what the table shows.</summary>
    public bool IsAlwaysShown(FieldEntry field) => field.Name == id || Rank(field).Group < 2;

    private bool IsColumn(FieldEntry field) => columns.Any(column => column.Property == field.Property && !IsDetailsOfShown(field));

    private bool IsLeftOut(FieldEntry field) =>
        Technical.Contains(field.Name) || IsDetailsOfShown(field) || IsOtherId(field) || IsNameless(field);

    private bool IsShown(FieldEntry field) => field.Marks.Listed || (IsShownByRule(field) && !field.Marks.Unlisted);

    private bool IsDetailsOfShown(FieldEntry field) =>
        fields.Any(one => one.IsRead && one.DetailsName == field.Name) && HasName(field.Type);

    private bool IsOtherId(FieldEntry field) =>
        field is { Type.Kind: FieldType.Uuid, Marks.ReadOnly: true } && field.Name != id && fields.Any(one => one.Name == id);

    // Of objects without a name, a list would only show what class they have. What an action returns can consist of them.
    private bool IsNameless(FieldEntry field) => field.Marks.ReadOnly && !isNested && !HasName(field.Type);

    private static bool HasName(TypeEntry type) => type is not { Kind: FieldType.Shape, Shape: { TextField: null } shape }
        || shape.Fields.Any(field => field.Name == "name");

    private (int Group, int Place) Rank(FieldEntry field)
    {
        var name = names.ToList().IndexOf(field.Name);
        var column = columns.ToList().FindIndex(column => column.Property == field.Property || IsDetailsIn(field, column));
        return field switch
        {
            _ when name >= 0 => (0, name),
            _ when field.Property == group => (0, names.Count),
            _ when column >= 0 && field.Name != id => (1, column),
            _ when field.Type is { Kind: FieldType.Json } || LongTexts.Contains(field.Name) => (6, 0),
            _ when field.Name == id => (5, 0),
            { Type.Kind: FieldType.Date, Marks.ReadOnly: true } => (4, 0),
            { IsSent: true } => (2, 0),
            _ => (3, 0),
        };
    }

    private bool IsDetailsIn(FieldEntry field, ColumnEntry column) => FindDetails(field)?.Property == column.Property;
}
