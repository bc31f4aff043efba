namespace Authentik.Sessions;

/// <summary>Receives what a call reports. Everything that arrives here is free of secrets.</summary>
internal interface ICallLog
{
    /// <summary>True when somebody reads the lines about requests, so that they are worth making.</summary>
    bool WantsLines { get; }

    /// <summary>True when somebody reads the details, so that they are worth making.</summary>
    bool WantsDetails { get; }

    /// <summary>One line for each request: method, path, status, milliseconds, request id.</summary>
    void Verbose(string text);

    /// <summary>Headers and bodies.</summary>
    void Debug(string text);

    /// <summary>Something the caller should know.</summary>
    void Warning(string text);
}
