using System.Management.Automation;
using System.Reflection;
using Authentik.Values;

namespace Authentik.Commands;

/// <summary>
/// Members that PowerShell adds to objects with dates that can be set. Export-Csv writes the string of a value, and that of a date follows
/// the culture, so that no command could read it again. These are the same dates with a string in ISO form.
/// </summary>
public static class DateMembers
{
    private static readonly MethodInfo Writer = typeof(DateMembers).GetMethod(nameof(WriteDate))!;

    /// <summary>When the object expires.</summary>
    public static object? GetExpires(PSObject source) => Read(source, "expires");

    /// <summary>When the user last signed in.</summary>
    public static object? GetLastLogin(PSObject source) => Read(source, "last_login");

    /// <summary>When the user is offboarded.</summary>
    public static object? GetScheduledAt(PSObject source) => Read(source, "scheduled_at");

    /// <summary>The string of a date.</summary>
    public static string WriteDate(PSObject date) =>
        date?.BaseObject is DateTimeOffset known ? JsonWriting.WriteDate(known) : string.Empty;

    private static PSObject? Read(PSObject? source, string field)
    {
        if ((source?.BaseObject as AuthentikObject)?.ValueOf(field) is not DateTimeOffset date)
        {
            return null;
        }

        var shown = new PSObject(date);
        shown.Methods.Add(new PSCodeMethod(nameof(ToString), Writer));
        return shown;
    }
}
