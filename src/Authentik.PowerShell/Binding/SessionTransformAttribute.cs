namespace Authentik.Commands;

/// <summary>Takes a session or the name of one.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SessionTransformAttribute : TransformAttribute
{
    private protected override object? Convert(object? input) => Unwrap.Base(input) switch
    {
        Session session => session,
        string name when name.Length > 0 => SessionStore.Current.Find(name),
        _ => throw new ArgumentException("A session is named by its name or given as what Get-AuthentikSession returns."),
    };
}
