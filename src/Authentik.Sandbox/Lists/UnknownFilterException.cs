namespace Authentik.Sandboxing.Lists;

/// <summary>A filter that the book has and the sandbox cannot apply. To ignore it would show rows that a server does not.</summary>
internal sealed class UnknownFilterException(string filter) : Exception("The sandbox cannot apply this filter.")
{
    public string Filter { get; } = filter;
}
