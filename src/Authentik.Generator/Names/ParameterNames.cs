namespace Authentik.Generator.Names;

/// <summary>Names of parameters that a field or filter cannot have.</summary>
internal static class ParameterNames
{
    private static readonly HashSet<string> OfTheShell = new(StringComparer.OrdinalIgnoreCase)
    {
        "Verbose", "Debug", "ErrorAction", "WarningAction", "InformationAction", "ProgressAction", "ErrorVariable",
        "WarningVariable", "InformationVariable", "OutVariable", "OutBuffer", "PipelineVariable", "WhatIf", "Confirm",
        "vb", "db", "ea", "wa", "infa", "proga", "ev", "wv", "iv", "ov", "ob", "pv", "wi", "cf",
    };

    private static readonly HashSet<string> OfTheRuntime = new(StringComparer.OrdinalIgnoreCase)
    {
        "Session", "Identity", "InputObject", "Force", "PassThru", "First", "Skip", "IncludeTotalCount", "ThrottleLimit",
        "EmptyAsNull", "OrderBy", "Search",
    };

    /// <summary>Whose name it is, for a message; null when it is free.</summary>
    public static string? OwnerOf(string parameter)
    {
        if (OfTheShell.Contains(parameter))
        {
            return "PowerShell";
        }

        return OfTheRuntime.Contains(parameter) ? "every command of its verb" : null;
    }
}
