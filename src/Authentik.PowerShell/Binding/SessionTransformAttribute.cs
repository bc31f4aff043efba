using System.Management.Automation;

namespace Authentik.Commands;

/// <summary>Takes a session or the name of a session.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SessionTransformAttribute : TransformAttribute
{
    private const string Deserialized = "Deserialized.Authentik.Session";

    private protected override object? Convert(object? input) => Unwrap.Base(input) switch
    {
        Session session => session,
        string name when name.Length > 0 => SessionStore.Current.Find(name),
        _ when input is PSObject other && other.TypeNames.Contains(Deserialized) => throw new ArgumentException(
            "A session can't be used in another process, such as a job, because its secrets stay where it was opened. Connect there, for "
                + "example with a saved profile: Connect-Authentik -Profile name."),
        _ => throw new ArgumentException("The session isn't valid. Specify its name, or a session that Get-AuthentikSession returns."),
    };
}
