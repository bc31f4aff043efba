namespace Authentik.Transport;

/// <summary>What stood in the way of a secure connection; it decides what helps.</summary>
[Flags]
public enum TlsFlaws
{
    /// <summary>Nothing that is known here.</summary>
    None = 0,

    /// <summary>The server's certificate is for other names.</summary>
    Name = 1,

    /// <summary>The server's certificate expired, or is not valid yet.</summary>
    Time = 2,

    /// <summary>Nobody that is trusted issued the server's certificate.</summary>
    Issuer = 4,

    /// <summary>The server wants a client's certificate, and got none or a wrong one.</summary>
    ClientCertificate = 8,
}
