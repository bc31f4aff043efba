using Authentik.Book;
using Authentik.Sandboxing;

namespace Authentik.TestServer;

/// <summary>Where answers come from.</summary>
internal interface IMode
{
    Task<Reply> AnswerAsync(Received request, CancellationToken cancellation);

    /// <summary>The sandbox behind it; null where answers come from elsewhere.</summary>
    Sandbox? Sandbox => null;

    /// <summary>Back to the beginning, as another version where one is given.</summary>
    void Reset(ServerVersion? version);
}
