using Authentik.Generator.Import.Documents;

namespace Authentik.Generator.Import.Proposing;

/// <summary>Finds the model of a resource: a document lists all models, and mostly one of them has the name of the schema.</summary>
internal static class Models
{
    /// <summary>The only model of that name, or null.</summary>
    public static string? Find(ApiDocument document, string? component)
    {
        var all = document.Schemas.Where(schema => schema.Key.Contains("Model", StringComparison.Ordinal))
            .SelectMany(schema => Json.Texts(schema.Value?["enum"])).Distinct()
            .Where(model => string.Equals(model.Split('.')[^1], component, StringComparison.OrdinalIgnoreCase))
            .ToList();
        return all.Count == 1 ? all[0] : null;
    }
}
