namespace Authentik.Sessions.Tokens;

/// <summary>What a token is had for.</summary>
internal interface IGrant : IDisposable
{
    /// <summary>The fields to ask for the next token with; null when none can be had any more.</summary>
    IReadOnlyList<KeyValuePair<string, string>>? Fields();

    /// <summary>What to do when it is refused, in words.</summary>
    string Refusal { get; }

    /// <summary>Takes from an answer what the next token can be had for.</summary>
    void Learn(TokenAnswer answer);
}
