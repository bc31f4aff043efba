using System.Text.Json.Serialization;

namespace Authentik.Benchmarks.Bare;

/// <summary>A page of users.</summary>
internal sealed class UserPage
{
    public PageNumbers Pagination { get; set; } = new();

    public User[] Results { get; set; } = [];
}

/// <summary>Where a page is in the list; its other numbers aren't needed.</summary>
internal sealed class PageNumbers
{
    public int Next { get; set; }
}

/// <summary>How System.Text.Json reads them, without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(UserPage))]
[JsonSerializable(typeof(User))]
internal sealed partial class BareContext : JsonSerializerContext;
