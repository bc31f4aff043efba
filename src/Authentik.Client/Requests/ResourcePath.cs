namespace Authentik.Requests;

/// <summary>Builds paths below the API's root. Every one ends in a slash, or authentik does not know it.</summary>
internal static class ResourcePath
{
    /// <summary>The path of one object of a list.</summary>
    public static string Of(string list, string key) => $"{list}{Uri.EscapeDataString(key)}/";
}
