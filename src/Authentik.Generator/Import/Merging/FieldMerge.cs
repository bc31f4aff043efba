using Authentik.Book;
using Authentik.Generator.Book;
using Authentik.Generator.Import.Chapters;
using Authentik.Generator.Import.Comparing;
using Authentik.Generator.Import.Documents;

namespace Authentik.Generator.Import.Merging;

/// <summary>Compares one line with the document, and makes the changes that are allowed.</summary>
/// <param name="context">The import.</param>
/// <param name="owner">Whose field it is, for messages.</param>
/// <param name="history">The versions that have the owner.</param>
/// <param name="isFilter">True for a filter.</param>
/// <param name="id">The field that is the owner's id, or null.</param>
internal sealed class FieldMerge(MergeContext context, string owner, History history, bool isFilter, string? id)
{
    private ServerVersion Version => context.Document.Version;

    /// <summary>Merges what the document says about a field; null if the document doesn't have it. True if the field was removed.</summary>
    public bool Merge(FieldEntry field, ApiField? api)
    {
        var known = field.Versions.Contains(Version);
        if (known != (api is not null))
        {
            ChangePresence(field, now: api is not null);
        }

        if (api is not null && !field.Marks.Departs)
        {
            if (!isFilter)
            {
                MergeMarks(field, api);
                MergeKinds(field, api);
            }

            MergeType(field, api);
        }

        return known && api is null;
    }

    private string What(FieldEntry field) => $"{owner}.{field.Name}{(isFilter ? " (filter)" : string.Empty)}";

    private void ChangePresence(FieldEntry field, bool now)
    {
        var range = history.Change(field.Versions, now);
        var (finding, fact) = now ? (Finding.Added, "exists") : (Finding.Removed, "doesn't exist");
        Change(field, finding, fact, $"in {range}", marks => marks.Set("in", NullForAll(range)));
    }

    // Some documents take the object's own id in requests: a change of it would make a second object, so the book doesn't.
    private void MergeMarks(FieldEntry field, ApiField api)
    {
        var marks = field.Marks;
        var writable = !marks.ReadOnly && (marks.Writable?.Contains(Version) ?? true);
        if (writable != api.IsSent && field.Name != id)
        {
            ChangeWritable(field, api.IsSent);
        }

        var required = marks.Required && (marks.RequiredIn?.Contains(Version) ?? writable);
        if (required != api.IsRequired)
        {
            ChangeRequired(field, api.IsRequired);
        }

        var readable = !marks.WriteOnly && (marks.Readable?.Contains(Version) ?? true);
        if (readable != api.IsRead)
        {
            ChangeReadable(field, api.IsRead);
        }
    }

    private void ChangeReadable(FieldEntry field, bool now)
    {
        var fact = now ? "is in responses" : "isn't in responses";
        ChangeUse(field, fact, history.Change(field.Readable, now), "readable", never: "write-only");
    }

    private void ChangeWritable(FieldEntry field, bool now)
    {
        var fact = now ? "is taken in requests" : "isn't taken in requests";
        ChangeUse(field, fact, history.Change(field.Writable, now), "writable", never: "read-only");
    }

    private void ChangeUse(FieldEntry field, string fact, VersionRange range, string mark, string never) =>
        Change(field, Finding.Changed, fact, $"{mark} {range}", marks =>
        {
            marks.Set(never, has: range.IsNone);
            marks.Set(mark, range.IsNone || range.ToString() == field.Versions.ToString() ? null : NullForAll(range));
        });

    private void ChangeRequired(FieldEntry field, bool now)
    {
        var range = history.Change(field.Required, now);
        var fact = now ? "is required" : "isn't required";
        Change(field, Finding.Changed, fact, $"required {range}", marks => marks.Set("required", range.IsNone ? null : range));
    }

    private void MergeKinds(FieldEntry field, ApiField api)
    {
        if (api.Kinds is { } kinds && field.Marks.Only is { } only && !kinds.IsSubsetOf(only))
        {
            var fact = $"is of the kinds {string.Join(' ', kinds)} in {Version}; {field.Place}";
            context.Report.Add(Finding.Contradiction, What(field), fact);
        }
    }

    private void MergeType(FieldEntry field, ApiField api)
    {
        if (new TypeComparison(context).Compare(field, api, isFilter) is not { } difference)
        {
            return;
        }

        if (!Draft.IsHelp(field.Help))
        {
            context.Report.Add(difference.Finding, What(field), $"{difference.Text} in {Version}; {field.Place}");
        }
        else if (difference.Finding == Finding.Contradiction)
        {
            Retype(field, api);
        }
    }

    // Of a draft the newest document decides, and null stays allowed where any document allowed it.
    private void Retype(FieldEntry field, ApiField api)
    {
        var isNullable = field.Type.IsNullable || api.Type.IsNullable;
        var difference = new TypeComparison(context).Compare(field, api.Type with { IsNullable = false }, isFilter);
        var type = difference?.Finding == Finding.Contradiction
            ? TypeText.WriteBuiltIn(api.Type with { IsNullable = isNullable })
            : TypeText.Write(field.Type) + "?";
        if (history.IsNewest || type.StartsWith(TypeText.Write(field.Type), StringComparison.Ordinal))
        {
            context.LineOf(field).Write(type);
            context.Report.Add(Finding.Retyped, What(field), $"{TypeText.Write(field.Type)} is {type} from {Version}");
        }
    }

    private void Change(FieldEntry field, Finding finding, string fact, string result, Action<LineMarks> change)
    {
        if (!context.MayChange(field.Help))
        {
            context.Report.Add(Finding.Contradiction, What(field), $"{fact} in {Version}; {field.Place}");
            return;
        }

        var line = context.LineOf(field);
        var marks = line.Marks;
        change(marks);
        line.Write(marks);
        context.Report.Add(finding, What(field), $"{fact} in {Version}: {result}");
    }

    private static VersionRange? NullForAll(VersionRange range) => range.IsAll ? null : range;
}
