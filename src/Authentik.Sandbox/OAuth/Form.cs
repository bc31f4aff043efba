using System.Text;
using Authentik.Sandboxing.Http;

namespace Authentik.Sandboxing.OAuth;

/// <summary>What a client sends to sign in: a form, and no JSON.</summary>
internal sealed class Form(ApiCall call)
{
    private const string Type = "application/x-www-form-urlencoded";

    // Any other body is not read, as if nothing had been sent.
    private readonly IReadOnlyList<KeyValuePair<string, string>> fields =
        call.ContentType?.Split(';')[0].Trim().Equals(Type, StringComparison.OrdinalIgnoreCase) == true ? QueryText.Parse(Encoding.UTF8.GetString(call.Body)) : [];

    /// <summary>The last value of a field; empty when there is none.</summary>
    public string this[string name] => fields.LastOrDefault(field => field.Key == name).Value ?? string.Empty;
}
