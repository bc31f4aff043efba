using System.Text.Json;

namespace Authentik.Benchmarks.Bare;

/// <summary>A group of a user.</summary>
internal sealed class UserGroup
{
    public Guid Pk { get; set; }

    public int NumPk { get; set; }

    public string Name { get; set; } = string.Empty;

    public bool IsSuperuser { get; set; }

    public Dictionary<string, JsonElement> Attributes { get; set; } = [];
}

/// <summary>A role of a user.</summary>
internal sealed class UserRole
{
    public Guid Pk { get; set; }

    public string Name { get; set; } = string.Empty;
}
