namespace Authentik.Generator.Import.Proposing;

/// <summary>Which chapter an area of the API belongs to.</summary>
internal static class Areas
{
    private static readonly Dictionary<string, string> OtherNames = new(StringComparer.Ordinal)
    {
        ["propertymappings"] = "mappings",
        ["oauth2"] = "providers",
        ["rac"] = "providers",
        ["ssf"] = "providers",
        ["lifecycle"] = "governance",
        ["requests"] = "governance",
        ["agents"] = "governance",
        ["admin"] = "system",
        ["enterprise"] = "system",
        ["managed"] = "system",
        ["reports"] = "system",
        ["tasks"] = "system",
        ["tenants"] = "system",
    };

    /// <summary>The chapter of a path: its first part, unless the book calls it otherwise.</summary>
    public static string ChapterOf(string path)
    {
        var area = path.Trim('/').Split('/')[0];
        return OtherNames.GetValueOrDefault(area, area);
    }
}
