namespace Authentik;

/// <summary>
/// What a job returns: something that it found, or did, about one object. In a pipeline it stands for that object, so
/// <c>Get-AuthentikStaleAccess | Disable-AuthentikUser</c> disables the users.
/// </summary>
public abstract class JobObject : AuthentikObject
{
    /// <summary>The object that it's about; null if there is none. That of a job that creates it is known when it's created.</summary>
    internal AuthentikObject? Subject { get; set; }

    /// <inheritdoc/>
    internal override AuthentikObject? Represented => Subject;

    /// <summary>The name of the object that it's about.</summary>
    public override string ToString() => Subject?.ToString() ?? base.ToString();
}
