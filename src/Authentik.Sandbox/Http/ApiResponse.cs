namespace Authentik.Sandboxing.Http;

/// <summary>What goes back to the caller.</summary>
internal sealed record Answer(int Status, byte[] Body, IReadOnlyList<KeyValuePair<string, string>> Headers)
{
    /// <summary>The same answer with one more header.</summary>
    public Answer With(string name, string value) => this with { Headers = [.. Headers, new(name, value)] };

    /// <summary>The same answer as HEAD gives it.</summary>
    public Answer WithoutBody() => this with { Body = [] };
}
