using System.Management.Automation;

namespace Authentik.Commands;

/// <summary>Marks results with secrets as strings, so that they are shown as lists: a table would cut what is to be copied.</summary>
internal static class PlainText
{
    /// <summary>Gives results the type name of the view that has room.</summary>
    public static IReadOnlyList<object> Mark(IReadOnlyList<object> rows)
    {
        foreach (var row in rows)
        {
            PSObject.AsPSObject(row).TypeNames.Insert(0, $"{row.GetType().FullName}#PlainText");
        }

        return rows;
    }
}
