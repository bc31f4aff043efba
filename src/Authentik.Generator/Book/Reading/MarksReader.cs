using Authentik.Book;

namespace Authentik.Generator.Book.Reading;

/// <summary>Reads the marks of a line.</summary>
internal sealed class MarksReader(Place place, Refusals refusals)
{
    private readonly Marks marks = new();

    public Marks Read(string text)
    {
        foreach (var mark in MarkGrammar.Split(text))
        {
            if (CheckWords(mark))
            {
                Set(mark.Mark, mark.Words);
            }
        }

        return marks;
    }

    private bool CheckWords(MarkText mark)
    {
        var argument = MarkGrammar.FindArgument(mark.Mark);
        if (argument is null)
        {
            refusals.Add(RefusalCode.UnknownMark, place, $"'{mark.Mark}' isn't a mark. {ExplainMark(mark.Mark)}");
        }
        else if (argument == MarkArgument.Range && mark.Words.Count == 0)
        {
            refusals.Add(RefusalCode.BadRange, place, $"'{mark.Mark}' needs a range of versions. {ExplainRange(mark.Mark)}");
        }
        else if (argument == MarkArgument.Name && mark.Words.Count == 0)
        {
            refusals.Add(RefusalCode.WrongForm, place, $"'{mark.Mark}' needs a name. Write '{mark.Mark} NAME'.");
        }
        else
        {
            return true;
        }

        return false;
    }

    private static string ExplainMark(string word) => MarkGrammar.LooksLikeRange(word)
        ? $"If it's the range of versions that have the field, write 'in {word}'."
        : $"Use {string.Join(", ", MarkGrammar.Marks)}, with a semicolon after a mark that has words of its own.";

    private static string ExplainRange(string mark) => $"Write '{mark} RANGE', such as '{mark} 2024.12..'.";

    private void Set(string mark, IReadOnlyList<string> words)
    {
        marks.Written.Add(mark);
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
            case "whole": marks.Whole = true; break;
            case "unique": marks.Unique = true; break;
            case "no-null": marks.NoNull = true; break;
            case "part": marks.Part = true; break;
            case "no-hyphens": marks.NoHyphens = true; break;
            case "internal": marks.Internal = true; break;
            case "target": marks.Target = true; break;
            case "listed": marks.Listed = true; break;
            case "unlisted": marks.Unlisted = true; break;
            case "named": marks.Named = true; break;
            case "recorded": marks.Recorded = true; break;
            case "copied": marks.Copied = true; break;
            case "main": marks.Main = true; break;
            case "about": marks.About = words[0]; break;
            case "query": marks.Query = words.Count == 0 ? VersionRange.All : ReadRange(words); break;
            case "path": marks.Path = true; break;
            case "body": marks.Body = true; break;
            case "piped": marks.Piped = true; break;
            case "via": marks.Via = words[0]; break;
            case "with": marks.With = ReadValue(words[0]); break;
            case "by": marks.By = words[0]; break;
            case "type-in": marks.TypeIn = words[0]; break;
            case "without": marks.Without = words; break;
            case "required": (marks.Required, marks.RequiredIn) = (true, words.Count == 0 ? null : ReadRange(words)); break;
            case "in": marks.In = ReadRange(words); break;
            case "readable": marks.Readable = ReadRange(words); break;
            case "writable": marks.Writable = ReadRange(words); break;
            case "lines": marks.Lines = ReadRange(words); break;
            case "minutes": marks.Minutes = ReadRange(words); break;
            case "one-of": marks.OneOf = words[0]; break;
            case "from": marks.From = words[0]; break;
            case "slug-of": marks.SlugOf = words[0]; break;
            case "next-of": marks.NextOf = words[0]; break;
            case "preset": marks.Preset = words[0]; break;
            case "default": marks.Default = words[0]; break;
            case "varies": marks.Varies = true; break;
            case "code": marks.Code = words[0]; break;
            case "data": marks.Data = true; break;
            case "used-by": marks.UsedBy = words[0]; break;
            case "named-by": marks.NamedBy = words[0]; break;
            case "kind-in": marks.KindIn = words[0]; break;
            case "fits": marks.Fits = words; break;
            case "stored-file": marks.StoredFile = true; break;
            case "own-access": marks.OwnAccess = true; break;
            case "as": marks.As = words[0]; break;
            case "only": marks.Only = words; break;
            case "of": marks.Of = words; break;
            default: throw new InvalidOperationException($"The mark {mark} of the grammar isn't read.");
        }
    }

    private KeyValuePair<string, string>? ReadValue(string word)
    {
        if (word.Split('=', 2) is [{ Length: > 0 } field, { Length: > 0 } value])
        {
            return new(field, value);
        }

        refusals.Add(RefusalCode.WrongForm, place, $"'with {word}' isn't a field and a value. Write 'with FIELD=VALUE'.");
        return null;
    }

    private VersionRange ReadRange(IReadOnlyList<string> words) => RangeText.Read(string.Join(' ', words), place, refusals);
}

/// <summary>Reads ranges of versions, with a refusal instead of an exception.</summary>
internal static class RangeText
{
    /// <summary>The range; every version, with a refusal, if it isn't valid.</summary>
    public static VersionRange Read(string text, Place place, Refusals refusals)
    {
        try
        {
            return VersionRange.Parse(text);
        }
        catch (FormatException wrong)
        {
            refusals.Add(RefusalCode.BadRange, place, wrong.Message);
            return VersionRange.All;
        }
    }
}
