using Authentik.Book;
using Authentik.Conformance.Tests.Documents;

namespace Authentik.Conformance.Tests.Comparing;

/// <summary>Holds the type of a field or filter against the document.</summary>
internal sealed class TypeComparison(Tally tally)
{
    /// <summary>Compares a field.</summary>
    public void Compare(Field field, ApiType api, string where, bool isRequest)
    {
        if (field.AsLines.Contains(tally.Version))
        {
            tally.Expect(api is { Kind: FieldType.Text, IsList: false }, where, $"the document says {api}, and no lines of text");
            return;
        }

        if (!CompareMinutes(field.AsMinutes, api, where)
            && !Rules.IsWholeObject(field.Type, api, isRequest)
            && !Rules.IsWider(field.Name, field.Type, api))
        {
            Compare(field.Type, field.IsList, field.RefersTo, api, where);
        }

        CompareValues(field.Values, api, where);
        tally.Expect(field.IsNullable || !Rules.MustAllowNull(field, api, isRequest, tally.Version), where, "may be null");
        if (isRequest && field.IsNullable)
        {
            tally.TakesNull(where, api.IsNullable);
        }
    }

    /// <summary>Compares a filter.</summary>
    public void Compare(Filter filter, ApiType api, string where)
    {
        if (!CompareMinutes(filter.AsMinutes, api, where)
            && !Rules.IsJsonText(filter.Type, api)
            && !Rules.IsWider(filter.Name, filter.Type, api))
        {
            Compare(filter.Type, filter.IsList, filter.RefersTo, api, where);
        }

        CompareValues(filter.Values, api, where);
    }

    private bool CompareMinutes(VersionRange asMinutes, ApiType api, string where)
    {
        var isNumber = asMinutes.Contains(tally.Version);
        tally.Expect(
            !isNumber || api is { Kind: FieldType.Integer, IsList: false }, where, $"the document says {api}, and no number of minutes");
        return isNumber;
    }

    private void Compare(FieldType kind, bool isList, string? refersTo, ApiType api, string where)
    {
        var fits = isList == api.IsList && (kind == api.Kind || Rules.IsMoreExact(kind, refersTo, api));
        tally.Expect(fits || Rules.IsFreeForm(kind, api), where, $"is {api}, not {(isList ? "list of " : string.Empty)}{kind}");
    }

    private void CompareValues(EnumSet? set, ApiType api, string where)
    {
        if (api.Values.Count == 0)
        {
            return;
        }

        foreach (var value in api.Values)
        {
            tally.Count(
                Part.Value,
                $"{where} = {value}",
                set?.Find(value)?.Versions.Contains(tally.Version) == true,
                "isn't a value of the module's in this version");
        }

        foreach (var value in set?.Values.Where(value => value.Versions.Contains(tally.Version) && !api.Values.Contains(value.Text)) ?? [])
        {
            tally.Expect(false, $"{where} = {value.Text}", "isn't a value in this version's document");
        }
    }
}
