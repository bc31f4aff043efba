using Authentik.Book;

namespace Authentik.Generator.Book.Views;

/// <summary>
/// How wide the columns of a table are. PowerShell leaves out columns at the end that have no room at all, but it cuts the one at the edge
/// of the window. So as many columns as fit fill a window of 80 characters, those after them one of 120, and then one of 200.
/// </summary>
internal sealed class TableLayout
{
    private const int NumberWidth = 6;
    private const int LongNumberWidth = 13;
    private const int UuidWidth = 36;
    private const int DateWidth = 16;
    private const int RelativeDateWidth = 12;
    private const int BooleanWidth = 3;
    private const int TextWidth = 20;
    private const int LeastTextWidth = 12;

    private readonly IReadOnlyList<FieldEntry> fields;

    private TableLayout(IReadOnlyList<ColumnEntry> columns, IReadOnlyList<FieldEntry> fields)
    {
        this.fields = fields;
        Columns = columns;
        Widths = Fill();
    }

    /// <summary>The widths of the windows that a table fills.</summary>
    public static IReadOnlyList<int> Windows { get; } = [80, 120, 200];

    /// <summary>The columns.</summary>
    public IReadOnlyList<ColumnEntry> Columns { get; }

    /// <summary>The width of each column; null for the last one if it takes what is left.</summary>
    public IReadOnlyList<int?> Widths { get; }

    /// <summary>The layout of a table.</summary>
    public static TableLayout Of(IReadOnlyList<ColumnEntry> columns, IReadOnlyList<FieldEntry> fields) => new(columns, fields);

    /// <summary>True for a date that is shown as the time that is left or has passed.</summary>
    public static bool IsRelative(FieldEntry field) => field is { Type: { Kind: FieldType.Date, IsList: false }, State: not null };

    private List<int?> Fill()
    {
        var widths = Columns.Select((column, place) => FindLeast(column, place == Columns.Count - 1)).ToList();
        var (start, end) = (0, 0);
        foreach (var window in Windows)
        {
            for (start = end; end < widths.Count && Measure(widths, end + 1) <= window; end++)
            {
            }

            if (end == widths.Count)
            {
                // An id that takes what is left needs no more than it has.
                Spread(widths, start, Find(Columns[^1]) is { Type.Kind: FieldType.Uuid } ? end - 1 : start, window - Measure(widths, end));
                break;
            }

            Spread(widths, start, end, window - Measure(widths, end));
        }

        return [.. widths.Select((width, place) => place == widths.Count - 1 && IsLoose(Columns[place]) ? null : (int?)width)];
    }

    private static int Measure(List<int> widths, int count) => widths.Take(count).Sum() + Math.Max(0, count - 1);

    // Text takes what is left. A column without text would only get blanks, so it does only where there is no other.
    private void Spread(List<int> widths, int start, int end, int left)
    {
        var growing = Enumerable.Range(start, end - start).Where(place => CanGrow(Columns[place])).ToList();
        if (growing.Count == 0 && end > start)
        {
            growing.Add(end - 1);
        }

        for (var given = 0; growing.Count > 0 && given < left; given++)
        {
            widths[growing[given % growing.Count]]++;
        }
    }

    private bool CanGrow(ColumnEntry column) => column.Part is not null || Find(column) is null or
        { Type.Kind: FieldType.Text or FieldType.Reference or FieldType.Shape or FieldType.Json } or { Type.IsList: true };

    private bool IsLoose(ColumnEntry column) => column.Width is null && (CanGrow(column) || Find(column) is { Type.Kind: FieldType.Uuid });

    private FieldEntry? Find(ColumnEntry column) => fields.FirstOrDefault(field => field.Property == column.Property);

    private int FindLeast(ColumnEntry column, bool isLast) =>
        Math.Max(column.Label.Length, column.Width ?? FindLeast(column.Part is null ? Find(column) : null, isLast));

    private static int FindLeast(FieldEntry? field, bool isLast) => field switch
    {
        null or { Type.IsList: true } => isLast ? LeastTextWidth : TextWidth,
        _ when IsRelative(field) => RelativeDateWidth,
        { Type.Kind: FieldType.Date } => DateWidth,
        { Type.Kind: FieldType.Boolean } => BooleanWidth,
        { Type.Kind: FieldType.Number } => LongNumberWidth,
        { Type.Kind: FieldType.Integer } => NumberWidth,
        { Type.Kind: FieldType.Uuid } => UuidWidth,
        { Type.Kind: FieldType.Duration } => LeastTextWidth,
        { Type.Enum: { } set } => Math.Min(TextWidth, set.Values.Max(value => value.Text.Length)),
        _ => isLast ? LeastTextWidth : TextWidth,
    };
}
