using System.Text.Json;

namespace Authentik.Benchmarks.Bare;

/// <summary>A user with all the fields that authentik 2026.2 returns.</summary>
internal sealed class User
{
    public int Pk { get; set; }

    public string Username { get; set; } = string.Empty;

    public string Name { get; set; } = string.Empty;

    public bool IsActive { get; set; }

    public DateTimeOffset? LastLogin { get; set; }

    public DateTimeOffset DateJoined { get; set; }

    public bool IsSuperuser { get; set; }

    public Guid[] Groups { get; set; } = [];

    public UserGroup[] GroupsObj { get; set; } = [];

    public Guid[] Roles { get; set; } = [];

    public UserRole[] RolesObj { get; set; } = [];

    public string Email { get; set; } = string.Empty;

    public string Avatar { get; set; } = string.Empty;

    public Dictionary<string, JsonElement> Attributes { get; set; } = [];

    public string Uid { get; set; } = string.Empty;

    public string Path { get; set; } = string.Empty;

    public string Type { get; set; } = string.Empty;

    public Guid Uuid { get; set; }

    public DateTimeOffset PasswordChangeDate { get; set; }

    public DateTimeOffset LastUpdated { get; set; }
}
