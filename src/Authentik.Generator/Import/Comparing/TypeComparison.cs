using Authentik.Generator.Book;
using Authentik.Generator.Import.Documents;

namespace Authentik.Generator.Import.Comparing;

/// <summary>Whether the type of a line can be what the document says. A line has one type for all versions, so it may be wider.</summary>
internal sealed class TypeComparison(MergeContext context)
{
    private const string Null = "may be null";

    /// <summary>What is wrong, or null. If a field can't be sent, null in a response says nothing about requests.</summary>
    public (Finding Finding, string Text)? Compare(FieldEntry field, ApiField api, bool isFilter) =>
        Compare(field, api.Type, isFilter) is not { } difference ? null
        : difference.Text == Null && field.IsSent && !api.IsSent ? (Finding.Note, Null + " in responses, and can't be sent")
        : difference;

    /// <summary>The same for a type.</summary>
    public (Finding Finding, string Text)? Compare(FieldEntry field, ApiType api, bool isFilter)
    {
        if (field.Marks.Lines?.Contains(context.Document.Version) == true)
        {
            return api is { Kind: FieldType.Text, IsList: false } ? null : (Finding.Contradiction, $"is {api}, and no lines of text");
        }

        if (field.Marks.Minutes?.Contains(context.Document.Version) == true)
        {
            return api is { Kind: FieldType.Integer, IsList: false }
                ? null
                : (Finding.Contradiction, $"is {api}, and no number of minutes");
        }

        if (!Fits(field.Type, api, isFilter))
        {
            return (Finding.Contradiction, $"is {api}");
        }

        if (api.IsNullable && !field.Type.IsNullable)
        {
            return (Finding.Contradiction, Null);
        }

        return Wider(field.Type, api, isFilter) is { } note ? (Finding.Note, note) : null;
    }

    private bool Fits(TypeEntry type, ApiType api, bool isFilter)
    {
        var kind = context.Names.KindOf(type);
        if (kind == FieldType.Json)
        {
            return isFilter || api is { Kind: FieldType.Json or FieldType.Shape };
        }

        return type.IsList == api.IsList && (kind == api.Kind || Stands(type, kind, api.Kind));
    }

    // Documents describe ids and strings less exactly than the book does.
    private bool Stands(TypeEntry type, FieldType kind, FieldType api) => kind switch
    {
        FieldType.Reference => api == FieldType.Text
            || context.Names.Resource(type.Name) is not { } target
            || api == (target.HasNumber ? FieldType.Integer : FieldType.Uuid),
        FieldType.Enum or FieldType.Date or FieldType.Duration or FieldType.Uuid => api == FieldType.Text,
        FieldType.Shape => api == FieldType.Json,
        _ => false,
    };

    private string? Wider(TypeEntry type, ApiType api, bool isFilter)
    {
        if (type.IsNullable && !api.IsNullable)
        {
            return "is never null here, the book allows null";
        }

        var kind = context.Names.KindOf(type);
        return isFilter || kind == FieldType.Reference || kind == api.Kind ? null : $"is {api} here, the book is more exact or free";
    }
}
