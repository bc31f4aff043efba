namespace Authentik.Configuration;

/// <summary>Turns differences and results into what commands return.</summary>
internal static class ChangeRows
{
    /// <summary>What an object needs.</summary>
    public static ConfigurationChange Of(ObjectDifference difference) => Of(difference, null, null);

    /// <summary>What was done.</summary>
    public static ConfigurationChange Of(StepResult result)
    {
        var reason = result.Failure?.Message ?? (result.Notes.Count > 0 ? string.Join(' ', result.Notes) : null);
        return Of(result.Step.Difference, result.Failure is null ? ConfigurationStatus.Done : ConfigurationStatus.Failed, reason);
    }

    private static ConfigurationChange Of(ObjectDifference difference, ConfigurationStatus? status, string? reason) => new()
    {
        Action = difference.Action,
        Kind = difference.Object.Resource.Noun,
        Name = ObjectTitle.Of(difference.Object),
        Fields = [.. difference.Fields.Select(ChangeText.Describe)],
        NotCompared = difference is { Wanted: { } wanted, Existing: { } existing } && wanted.Resource == existing.Resource
            ? [.. SecretComparison.ListUnknown(wanted, existing).Select(field => field.Property)]
            : [],
        File = difference.Wanted?.Origin?.ToString(),
        Status = status,
        Reason = reason,
    };
}
