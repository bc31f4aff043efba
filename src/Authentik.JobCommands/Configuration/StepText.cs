using Authentik.Configuration;

namespace Authentik.Commands;

/// <summary>What a step does, for -WhatIf and questions.</summary>
internal static class StepText
{
    /// <summary>The action, and the fields with what is different.</summary>
    public static string Describe(PlanStep step) => step.Difference.Action switch
    {
        ConfigurationAction.Create => "Create",
        ConfigurationAction.Replace => $"Create in place of the {step.Difference.Existing}",
        ConfigurationAction.Remove => "Remove",
        ConfigurationAction.Rename => $"Rename {DescribeFields(step)}",
        _ when step.Difference.Existing is null => $"Set {string.Join(", ", step.Fields!.Select(field => field.Name))}",
        _ => $"Update {DescribeFields(step)}",
    };

    // A question and a line of -WhatIf are one line each.
    private static string DescribeFields(PlanStep step) => string.Join(
        "; ", step.Difference.Fields.Select(ChangeText.Describe).Select(one => $"{one.Field}: {one.Text.ReplaceLineEndings("; ")}"));
}
