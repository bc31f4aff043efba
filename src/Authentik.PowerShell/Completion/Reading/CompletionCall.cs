using Authentik.Http;
using Authentik.Sessions;

namespace Authentik.Commands;

/// <summary>
/// Asks the server while Tab waits: for a short time, and without a word about what fails, which the command itself reports.
/// </summary>
internal static class CompletionCall
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>What the server answers in time; nothing if it doesn't.</summary>
    public static IReadOnlyList<T> Run<T>(Session? session, Func<ApiClient, CancellationToken, Task<IReadOnlyList<T>>> read)
    {
        if (session is null)
        {
            return [];
        }

        using var patience = new CancellationTokenSource(Patience);
        var answer = Task.Run(() => TryAsync(() => read(new ApiClient(new Call(session, SilentLog.Instance)), patience.Token)));
        try
        {
            // What doesn't notice that it's cancelled goes on without Tab.
            return answer.WaitAsync(patience.Token).GetAwaiter().GetResult();
        }
        catch (OperationCanceledException)
        {
            return [];
        }
    }

    /// <summary>What a request returns; nothing if it fails.</summary>
    public static async Task<IReadOnlyList<T>> TryAsync<T>(Func<Task<IReadOnlyList<T>>> read)
    {
        try
        {
            return await read();
        }
        catch (Exception error) when (error is ApiException or InputException or OperationCanceledException or ObjectDisposedException)
        {
            return [];
        }
    }

    private sealed class SilentLog : ICallLog
    {
        public static readonly SilentLog Instance = new();

        public bool WantsLines => false;

        public bool WantsDetails => false;

        public void Verbose(string text)
        {
        }

        public void Debug(string text)
        {
        }

        public void Warning(string text)
        {
        }
    }
}
