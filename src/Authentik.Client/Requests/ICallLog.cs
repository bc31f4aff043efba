namespace Authentik.Requests;

/// <summary>Where a call tells what it does. Everything that arrives here is free of secrets.</summary>
internal interface ICallLog
{
    /// <summary>True when somebody reads the details, so that they are worth making.</summary>
    bool WantsDetails { get; }

    /// <summary>One line a request: method, path, status, milliseconds, request id.</summary>
    void Verbose(string text);

    /// <summary>Headers and bodies.</summary>
    void Debug(string text);

    /// <summary>Something the caller should know.</summary>
    void Warning(string text);
}
