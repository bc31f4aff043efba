namespace Authentik.Sandboxing.Http;

/// <summary>JSON is all that the API speaks.</summary>
internal static class MediaTypes
{
    private static readonly string[] Served = ["*/*", "application/*", "application/json"];

    public static bool Accepts(ApiCall call) => string.IsNullOrWhiteSpace(call.Accept)
        || call.Accept.Split(',').Select(type => type.Split(';')[0].Trim()).Any(type => Served.Contains(type, StringComparer.OrdinalIgnoreCase));

    /// <summary>The refusal of a body that is no JSON; null when it may be.</summary>
    public static Answer? RefusalOfBody(ApiCall call)
    {
        var isJson = call.Body.Length == 0 || call.ContentType?.Split(';')[0].Trim().Equals("application/json", StringComparison.OrdinalIgnoreCase) == true;
        return isJson ? null : Answers.Detail(415, $"Unsupported media type \"{call.ContentType}\" in request.");
    }
}
