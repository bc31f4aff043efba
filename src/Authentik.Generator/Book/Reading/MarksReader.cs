using Authentik.Book;

namespace Authentik.Generator.Book.Reading;

/// <summary>Reads the marks of a line. A mark that takes a range or kinds ends at the next semicolon.</summary>
internal sealed class MarksReader(Place place, Refusals refusals)
{
    /// <summary>The marks behind which more words stand.</summary>
    public static readonly IReadOnlySet<string> TakesMore = new HashSet<string>(StringComparer.Ordinal)
    {
        "required", "in", "writable", "readable", "one-of", "lines", "only", "of", "default", "used-by", "as",
    };

    private readonly Marks marks = new();

    /// <summary>Reads them all.</summary>
    public Marks Read(string text)
    {
        foreach (var part in text.Split(';', StringSplitOptions.RemoveEmptyEntries))
        {
            var words = new Queue<string>(part.Split(' ', StringSplitOptions.RemoveEmptyEntries));
            while (words.TryDequeue(out var mark))
            {
                ReadMark(mark, words);
            }
        }

        return marks;
    }

    private void ReadMark(string mark, Queue<string> words)
    {
        switch (mark)
        {
            case "read-only": marks.ReadOnly = true; break;
            case "write-only": marks.WriteOnly = true; break;
            case "secret": marks.Secret = true; break;
            case "resend": marks.Resend = true; break;
            case "departs": marks.Departs = true; break;
            case "only-new": marks.OnlyVerb = Verbs.New; break;
            case "only-set": marks.OnlyVerb = Verbs.Set; break;
            case "merge": marks.Merge = true; break;
            case "readable": marks.Readable = Range(mark, words); break;
            case "one-of": marks.OneOf = Name(mark, words); break;
            case "unique": marks.Unique = true; break;
            case "required": marks.Required = true; marks.RequiredIn = OptionalRange(words); break;
            case "in": marks.In = Range(mark, words); break;
            case "writable": marks.Writable = Range(mark, words); break;
            case "lines": marks.Lines = Range(mark, words); break;
            case "only": marks.Only = [.. words]; words.Clear(); break;
            case "of": marks.Of = [.. words]; words.Clear(); break;
            case "no-null": marks.NoNull = true; break;
            case "part": marks.Part = true; break;
            case "default": marks.Default = Name(mark, words); break;
            case "internal": marks.Internal = true; break;
            case "target": marks.Target = true; break;
            case "used-by": marks.UsedBy = Name(mark, words); break;
            case "as": marks.As = Name(mark, words); break;
            default: refusals.Add(RefusalCode.UnknownMark, place, $"'{mark}' is not a mark."); break;
        }
    }

    private VersionRange? OptionalRange(Queue<string> words) =>
        words.TryPeek(out var next) && LooksLikeRange(next) ? Range("required", words) : null;

    private VersionRange Range(string mark, Queue<string> words)
    {
        if (words.Count == 0)
        {
            refusals.Add(RefusalCode.BadRange, place, $"'{mark}' needs a range of versions.");
            return VersionRange.All;
        }

        var range = words.Dequeue();
        while (words.TryPeek(out var next) && LooksLikeRange(next))
        {
            range += " " + words.Dequeue();
        }

        return RangeText.Read(range, place, refusals);
    }

    private string? Name(string mark, Queue<string> words)
    {
        if (words.TryDequeue(out var name))
        {
            return name;
        }

        refusals.Add(RefusalCode.WrongForm, place, $"'{mark}' needs a name.");
        return null;
    }

    /// <summary>True for a word that begins a range of versions.</summary>
    public static bool LooksLikeRange(string word) => char.IsAsciiDigit(word[0]) || word[0] == '.';
}
