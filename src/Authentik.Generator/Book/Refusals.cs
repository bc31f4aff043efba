namespace Authentik.Generator.Book;

/// <summary>Collects refusals, so that a run shows all of them and not only the first.</summary>
internal sealed class Refusals
{
    private readonly List<Refusal> all = [];

    /// <summary>What was refused so far.</summary>
    public IReadOnlyList<Refusal> All => all;

    /// <summary>Notes a refusal and goes on.</summary>
    public void Add(string code, Place place, string reason) => all.Add(new Refusal(code, place, reason));

    /// <summary>Ends the run when anything was refused; later steps rely on what earlier ones checked.</summary>
    /// <exception cref="RefusedException">Something was refused.</exception>
    public void ThrowIfAny()
    {
        if (all.Count > 0)
        {
            throw new RefusedException(all);
        }
    }
}

/// <summary>The book was refused.</summary>
internal sealed class RefusedException(IReadOnlyList<Refusal> refusals) : Exception(string.Join('\n', refusals))
{
    /// <summary>Why.</summary>
    public IReadOnlyList<Refusal> Refusals { get; } = refusals;
}
