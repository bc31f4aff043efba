using System.Management.Automation;

namespace Authentik.Commands;

/// <summary>Adds properties whose names come from a server, and can be any.</summary>
internal static class NoteProperties
{
    private const string NoName = "(empty)";

    // PowerShell has members with these names on each object, and refuses properties with them.
    private static readonly HashSet<string> Reserved = new(StringComparer.OrdinalIgnoreCase)
    {
        "psobject", "psbase", "psadapted", "psextended", "pstypenames", "PSStandardMembers",
    };

    /// <summary>
    /// Adds a property. If the object can't have one with the name, or has one that differs only in case, the name gets an underscore.
    /// </summary>
    public static void Add(PSObject target, string name, object? value)
    {
        var free = name.Length == 0 ? NoName : name;
        while (Reserved.Contains(free) || target.Properties[free] is not null)
        {
            free += "_";
        }

        target.Properties.Add(new PSNoteProperty(free, value), preValidated: true);
    }
}
