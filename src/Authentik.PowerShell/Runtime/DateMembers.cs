using System.Collections.ObjectModel;
using System.Management.Automation;
using Authentik.Values;

namespace Authentik.Commands;

/// <summary>
/// Members that PowerShell adds to objects with dates that can be set. Export-Csv writes the string of a value, and that of a date follows
/// the culture, so that no command could read it again. These are the same dates with a string in ISO form.
/// </summary>
public static class DateMembers
{
    /// <summary>When the object expires.</summary>
    public static object? GetExpires(PSObject source) => Read(source, "expires");

    /// <summary>When the user last signed in.</summary>
    public static object? GetLastLogin(PSObject source) => Read(source, "last_login");

    /// <summary>When the user is offboarded.</summary>
    public static object? GetScheduledAt(PSObject source) => Read(source, "scheduled_at");

    private static PSObject? Read(PSObject? source, string field)
    {
        if ((source?.BaseObject as AuthentikObject)?.ValueOf(field) is not DateTimeOffset date)
        {
            return null;
        }

        var shown = new PSObject(date);
        shown.Methods.Add(new WriteMethod(date));
        return shown;
    }

    // PowerShell passes a format only to a method with several overloads.
    private sealed class WriteMethod : PSMethodInfo
    {
        private readonly DateTimeOffset date;

        public WriteMethod(DateTimeOffset date)
        {
            this.date = date;
            SetMemberName(nameof(ToString));
        }

        public override Collection<string> OverloadDefinitions =>
            ["string ToString()", "string ToString(string format)", "string ToString(string format, IFormatProvider provider)"];

        public override PSMemberTypes MemberType => PSMemberTypes.CodeMethod;

        public override string TypeNameOfValue => typeof(string).FullName!;

        public override object Invoke(params object[] arguments) => arguments switch
        {
            null or [] => JsonWriting.WriteDate(date),
            _ => date.ToString(
                arguments.OfType<string>().FirstOrDefault(), arguments.OfType<IFormatProvider>().FirstOrDefault()),
        };

        public override PSMemberInfo Copy() => new WriteMethod(date);
    }
}
