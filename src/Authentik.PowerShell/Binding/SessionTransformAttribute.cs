namespace Authentik.Commands;

/// <summary>Takes a session or the name of a session.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SessionTransformAttribute : TransformAttribute
{
    private protected override object? Convert(object? input) => Unwrap.Base(input) switch
    {
        Session session => session,
        string name when name.Length > 0 => SessionStore.Current.Find(name),
        _ => throw new ArgumentException("The session isn't valid. Specify its name, or a session that Get-AuthentikSession returns."),
    };
}
