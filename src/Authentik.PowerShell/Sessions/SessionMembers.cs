using System.Management.Automation;

namespace Authentik.Commands;

/// <summary>What PowerShell shows of a session beside its own properties; <c>formats/Authentik.types.ps1xml</c> points here.</summary>
public static class SessionMembers
{
    /// <summary>True when the session is the default of the runspace that asks.</summary>
    public static bool IsDefault(PSObject session) =>
        session?.BaseObject is Session known && ReferenceEquals(SessionStore.Current.Default, known);
}
