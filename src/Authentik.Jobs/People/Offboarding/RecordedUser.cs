using System.Text.Json.Serialization;

namespace Authentik.Jobs;

/// <summary>The file with what users had before their accounts were disabled. It contains no secrets.</summary>
internal sealed record OffboardingRecord
{
    public const string FormatName = "authentik-disabled-users";
    public const int FormatVersion = 1;

    public string? Format { get; init; }

    public int Version { get; init; }

    public string? Server { get; init; }

    public IReadOnlyList<RecordedUser> Users { get; init; } = [];

    /// <summary>False if something is null that Disable-AuthentikUser always writes: somebody else wrote or edited the file.</summary>
    [JsonIgnore]
    public bool IsWhole => Users is not null && Users.All(user => user is { IsWhole: true });
}

/// <summary>What one user had, as far as it was to be removed.</summary>
internal sealed record RecordedUser
{
    public int Pk { get; init; }

    /// <summary>It tells the account from another one that has the same name later.</summary>
    public Guid? Uuid { get; init; }

    public string Username { get; init; } = string.Empty;

    public DateTimeOffset Recorded { get; init; }

    /// <summary>True if the user could sign in before.</summary>
    public bool IsActive { get; init; }

    /// <summary>True if the user could do everything before. False also in files of older versions.</summary>
    public bool IsSuperuser { get; init; }

    public IReadOnlyList<RecordedName> Groups { get; init; } = [];

    public IReadOnlyList<RecordedName> Roles { get; init; } = [];

    public IReadOnlyList<RecordedPermission> Permissions { get; init; } = [];

    public IReadOnlyList<RecordedBinding> Bindings { get; init; } = [];

    public IReadOnlyList<RecordedToken> Tokens { get; init; } = [];

    public IReadOnlyList<RecordedDevice> Devices { get; init; } = [];

    public IReadOnlyList<string> Consents { get; init; } = [];

    public int Sessions { get; init; }

    /// <summary>False if something is null that is always written.</summary>
    [JsonIgnore]
    public bool IsWhole => !string.IsNullOrEmpty(Username)
        && HasAll(Groups, one => one.Name) && HasAll(Roles, one => one.Name)
        && HasAll(Permissions, one => one.AppLabel) && HasAll(Permissions, one => one.Codename)
        && HasAll(Permissions, one => one.Model) && HasAll(Permissions, one => one.ObjectPk)
        && HasAll(Bindings, one => one.TargetName) && HasAll(Tokens, one => one.Identifier)
        && HasAll(Devices, one => one.Kind) && HasAll(Devices, one => one.Name) && HasAll(Consents, one => one);

    private static bool HasAll<T>(IReadOnlyList<T> list, Func<T, string?> text)
        where T : class => list is not null && list.All(one => one is not null && text(one) is not null);
}

/// <summary>A group or a role.</summary>
internal sealed record RecordedName(Guid Pk, string Name);

/// <summary>A permission for one object.</summary>
internal sealed record RecordedPermission(string AppLabel, string Codename, string Model, string ObjectPk, string? Object)
{
    /// <summary>The permission as it is granted.</summary>
    [JsonIgnore]
    public string FullName => $"{AppLabel}.{Codename}";

    /// <summary>The object, as the server describes it.</summary>
    [JsonIgnore]
    public string Target => Object is null ? $"{Model} '{ObjectPk}'" : $"{Model} ({Object})";
}

/// <summary>A binding that names the user.</summary>
internal sealed record RecordedBinding(
    Guid Target, string TargetName, int Order, bool Enabled, bool Negate, int? Timeout, bool? FailureResult);

/// <summary>A token without its key.</summary>
internal sealed record RecordedToken(string Identifier, string? Intent, string? Description, DateTimeOffset? Expires);

/// <summary>A device for the second factor.</summary>
internal sealed record RecordedDevice(string Kind, string Name, DateTimeOffset? LastUsed);
