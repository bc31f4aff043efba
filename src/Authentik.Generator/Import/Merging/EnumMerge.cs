using Authentik.Book;
using Authentik.Generator.Book;
using Authentik.Generator.Import.Chapters;
using Authentik.Generator.Import.Comparing;

namespace Authentik.Generator.Import.Merging;

/// <summary>Merges the values of a set.</summary>
internal sealed class EnumMerge(MergeContext context, EnumEntry set, IReadOnlySet<string> values)
{
    private readonly ChapterText text = context.TextOf(set.Place);

    private ServerVersion Version => context.Document.Version;

    public void Merge()
    {
        foreach (var value in set.Values.Where(value => value.Versions.Contains(Version) != values.Contains(value.Text)))
        {
            Change(value, values.Contains(value.Text));
        }

        var isDraft = set.Values.All(value => Draft.IsHelp(value.Help));
        foreach (var value in values.Where(value => set.Values.All(known => known.Text != value)))
        {
            var range = (isDraft ? context.Documents : context.Described).First();
            text.Insert(text.EndOf(set.Values[^1].Place.Index), [NewLines.Value(value, range)]);
            context.Report.Add(Finding.Added, $"{set.Name}.{value}", $"is a value in {Version}: {range}");
        }
    }

    private void Change(EnumValueEntry value, bool now)
    {
        var fact = now ? "is a value" : "isn't a value";
        if (!context.MayChange(value.Help))
        {
            context.Report.Add(Finding.Contradiction, $"{set.Name}.{value.Text}", $"{fact} in {Version}; {value.Place}");
            return;
        }

        var range = context.Described.Change(value.Versions, now);
        var head = range.IsAll ? string.Empty : range.ToString();
        Write(value, value.Instead is null ? head : head.Length == 0 ? $"use {value.Instead}" : $"{head}, use {value.Instead}");
        context.Report.Add(now ? Finding.Added : Finding.Removed, $"{set.Name}.{value.Text}", $"{fact} in {Version}: {range}");
    }

    // Only the part before the bar is replaced.
    private void Write(EnumValueEntry value, string head)
    {
        var index = value.Place.Index;
        var line = text[index];
        var bar = line.IndexOf('|');
        var key = line.IndexOf(": ", line.IndexOf(value.Text, StringComparison.Ordinal) + value.Text.Length, StringComparison.Ordinal) + 2;
        var quote = line[key] == '"' ? "\"" : string.Empty;
        text.Replace(index, $"{line[..key]}{quote}{(head.Length == 0 ? string.Empty : head + " ")}{line[bar..]}");
    }
}
