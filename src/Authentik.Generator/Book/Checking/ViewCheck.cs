namespace Authentik.Generator.Book.Checking;

/// <summary>A table shows properties that exist and that are no secrets.</summary>
internal static class ViewCheck
{
    /// <summary>Checks the columns.</summary>
    public static void Check(ResourceEntry resource, Refusals refusals)
    {
        foreach (var column in resource.View)
        {
            var field = resource.Fields.FirstOrDefault(field => field.IsRead && field.Property == column.Property);
            if (field is null)
            {
                refusals.Add(RefusalCode.UnknownColumn, column.Place, $"{resource.Noun} has no property '{column.Property}' for a column.");
            }
            else if (field.Marks.Secret)
            {
                refusals.Add(RefusalCode.Contradiction, column.Place, $"'{column.Property}' is a secret; no view shows it.");
            }
        }
    }
}
