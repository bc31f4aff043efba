using System.Text.Json;
using System.Text.Json.Serialization;

namespace Authentik.Profiles;

/// <summary>A profile as it stands in its file.</summary>
/// <param name="Format">The form of the file; one that is newer than ours is not read.</param>
/// <param name="Profile">The settings.</param>
/// <param name="Secrets">Secrets in clear text, by name; null where they are in a vault, or there are none.</param>
internal sealed record ProfileDocument(int Format, Profile Profile, IReadOnlyDictionary<string, string>? Secrets)
{
    /// <summary>The form that is written.</summary>
    public const int PresentFormat = 1;

    /// <summary>How it is written as JSON.</summary>
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };
}
