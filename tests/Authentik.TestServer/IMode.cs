using Authentik.Book;

namespace Authentik.TestServer;

/// <summary>Where answers come from.</summary>
internal interface IMode
{
    Task<Reply> AnswerAsync(Received request, CancellationToken cancellation);

    /// <summary>Back to the beginning, as another version where one is given.</summary>
    void Reset(ServerVersion? version);
}
