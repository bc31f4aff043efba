using Authentik.Book;
using Authentik.Sandboxing.Http;

namespace Authentik.Sandboxing.Reads;

/// <summary>As what, and for whom, an object is shown.</summary>
/// <param name="As">The resource whose fields are shown: its own, or its family.</param>
/// <param name="Kind">The kind the path named; null for the list of all kinds.</param>
/// <param name="Call">The request.</param>
internal sealed record View(Resource As, Kind? Kind, ApiCall Call)
{
    /// <summary>True when the object is shown inside of another one.</summary>
    public bool IsNested { get; init; }

    /// <summary>Whether a part is wanted that the caller may leave out or ask for.</summary>
    public bool Includes(string name, bool unlessSaid) => Call.Value(name) switch
    {
        "true" or "True" => true,
        "false" or "False" => false,
        _ => unlessSaid,
    };
}
