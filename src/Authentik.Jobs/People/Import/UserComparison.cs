using System.Text.Json;
using System.Text.Json.Nodes;
using Authentik.Parts;
using Authentik.Values;

namespace Authentik.Jobs;

/// <summary>What a row makes of a user that exists: what differs, and nothing else.</summary>
internal sealed class UserComparison
{
    private readonly List<ImportedUserChange> changes = [];
    private readonly List<string> removed = [];

    private UserComparison()
    {
    }

    /// <summary>The values of fields that differ.</summary>
    public FieldValues Values { get; } = new();

    /// <summary>The custom attributes that differ, as a map with nothing else.</summary>
    public JsonObject Attributes { get; } = [];

    /// <summary>The custom attributes that are removed.</summary>
    public IReadOnlyList<string> RemovedAttributes => removed;

    /// <summary>What changes, with old and new values.</summary>
    public IReadOnlyList<ImportedUserChange> Changes => changes;

    /// <summary>True if custom attributes change.</summary>
    public bool HasAttributes => Attributes.Count + removed.Count > 0;

    /// <summary>Compares a row with its user.</summary>
    public static UserComparison Compare(UserRow row, StoredUser user)
    {
        var comparison = new UserComparison();
        foreach (var (field, value) in row.Values)
        {
            var stored = user.FindValue(field.Name);
            if (!IsSame(stored, value))
            {
                comparison.Values.Set(field, value);
                comparison.changes.Add(new ImportedUserChange(field.Name, stored, value));
            }
        }

        foreach (var cell in row.Attributes)
        {
            comparison.Add(cell, user.FindAttribute(cell.Path));
        }

        return comparison;
    }

    private void Add(AttributeCell cell, string? json)
    {
        var stored = json is null ? null : JsonNode.Parse(json);
        if (cell.Value is null && cell.IsText)
        {
            if (json is null)
            {
                return;
            }

            removed.Add(string.Join('.', cell.Path));
        }
        else if (json is not null && (JsonEquality.AreSame(stored, cell.Value) || IsSameText(cell, stored)))
        {
            return;
        }
        else
        {
            cell.WriteInto(Attributes);
        }

        changes.Add(cell.IsSecret
            ? new ImportedUserChange(cell.Name, null, null)
            : new ImportedUserChange(cell.Name, Show(stored), Show(cell.Value)));
    }

    // authentik trims strings, and an address that is null is empty.
    private static bool IsSame(object? stored, object? value) => stored is bool || value is bool
        ? Equals(stored, value)
        : (stored as string ?? string.Empty) == (value as string ?? string.Empty).Trim();

    // In a file, numbers and booleans are text. Written as text, they would have another type than before.
    private static bool IsSameText(AttributeCell cell, JsonNode? stored) => cell.IsText
        && stored?.GetValueKind() is JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False
        && string.Equals(stored.ToJsonString(), cell.Value?.GetValue<string>(), StringComparison.OrdinalIgnoreCase);

    private static object? Show(JsonNode? value) => value?.GetValueKind() switch
    {
        null => null,
        JsonValueKind.String => value.GetValue<string>(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => value.ToJsonString(),
    };
}
