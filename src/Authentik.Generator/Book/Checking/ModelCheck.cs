namespace Authentik.Generator.Book.Checking;

/// <summary>A <c>meta_model_name</c> tells one resource.</summary>
internal static class ModelCheck
{
    /// <summary>Refuses two resources of one model.</summary>
    public static void Check(BookEntry book, Refusals refusals)
    {
        foreach (var same in book.Resources.Where(resource => resource.Model is not null).GroupBy(resource => resource.Model, StringComparer.OrdinalIgnoreCase))
        {
            foreach (var second in same.Skip(1))
            {
                refusals.Add(RefusalCode.NameTwice, second.Place, $"The model '{second.Model}' is already that of {same.First().Noun}.");
            }
        }
    }
}
