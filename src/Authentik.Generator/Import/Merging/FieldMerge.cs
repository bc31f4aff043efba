using Authentik.Book;
using Authentik.Generator.Book;
using Authentik.Generator.Import.Chapters;
using Authentik.Generator.Import.Documents;
using Authentik.Generator.Import.Proposing;

namespace Authentik.Generator.Import.Merging;

/// <summary>Holds one line against the document, and changes what may be changed in it.</summary>
/// <param name="context">The import.</param>
/// <param name="owner">Whose field it is, for messages.</param>
/// <param name="history">The versions that have the owner.</param>
/// <param name="isFilter">True for a filter.</param>
/// <param name="id">The field that is the owner's id, or null.</param>
internal sealed class FieldMerge(MergeContext context, string owner, History history, bool isFilter, string? id)
{
    private ServerVersion Version => context.Document.Version;

    /// <summary>Merges what the document says of a field; null where it does not have it. True when the line says that it went or came.</summary>
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
        Change(field, now ? Finding.Added : Finding.Removed, now ? "is there" : "is not there", $"in {range}", marks => marks.Set("in", NullForAll(range)));
    }

    // Some documents take the object's own id in requests: a change of it would make a second object, so the book does not.
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
        var range = history.Change(field.Readable, now);
        Change(field, Finding.Changed, now ? "is in answers" : "is not in answers", $"readable {range}", marks =>
        {
            marks.Set("write-only", has: range.IsNone);
            marks.Set("readable", range.IsNone || range.ToString() == field.Versions.ToString() ? null : NullForAll(range));
        });
    }

    private void ChangeWritable(FieldEntry field, bool now)
    {
        var range = history.Change(field.Writable, now);
        Change(field, Finding.Changed, now ? "is taken in requests" : "is not taken in requests", $"writable {range}", marks =>
        {
            marks.Set("read-only", has: range.IsNone);
            marks.Set("writable", range.IsNone || range.ToString() == field.Versions.ToString() ? null : NullForAll(range));
        });
    }

    private void ChangeRequired(FieldEntry field, bool now)
    {
        var range = history.Change(field.Required, now);
        Change(field, Finding.Changed, now ? "is required" : "is not required", $"required {range}", marks => marks.Set("required", range.IsNone ? null : range));
    }

    private void MergeKinds(FieldEntry field, ApiField api)
    {
        if (api.Kinds is { } kinds && field.Marks.Only is { } only && !kinds.IsSubsetOf(only))
        {
            context.Report.Add(Finding.Contradiction, What(field), $"is of the kinds {string.Join(' ', kinds)} in {Version}; {field.Place}");
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
        var type = new TypeComparison(context).Compare(field, api.Type with { IsNullable = false }, isFilter)?.Finding == Finding.Contradiction
            ? TypeText.BuiltIn(api.Type with { IsNullable = isNullable })
            : TypeText.Of(field.Type) + "?";
        if (history.IsNewest || type.StartsWith(TypeText.Of(field.Type), StringComparison.Ordinal))
        {
            context.LineOf(field).Write(type);
            context.Report.Add(Finding.Retyped, What(field), $"{TypeText.Of(field.Type)} is {type} from {Version}");
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
