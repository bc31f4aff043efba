using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using Authentik.Book;
using Authentik.Http;
using Authentik.Sessions;
using Authentik.Values;

namespace Authentik.Commands;

/// <summary>Completes the names of objects on the server. It gives up soon, because a slow server must not block the keyboard.</summary>
public sealed class NameCompleter : IArgumentCompleter
{
    private const int MostNames = 50;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        var targets = CompletedCommand.FindTransform(commandName, parameterName)?.Targets ?? [];
        var named = targets.Where(resource => resource.Names.Count > 0).ToList();
        if (CompletedCommand.FindSession(fakeBoundParameters) is not { } session || named.Count == 0)
        {
            return [];
        }

        var word = wordToComplete.Trim('\'', '"');
        var names = Task.Run(() => Task.WhenAll(named.Select(resource => ReadNamesAsync(session, resource, word))));
        return CompletionResults.Create(wordToComplete, names.GetAwaiter().GetResult().SelectMany(some => some));
    }

    private static async Task<IReadOnlyList<(string Text, string Tip)>> ReadNamesAsync(Session session, Resource resource, string word)
    {
        using var patience = new CancellationTokenSource(Patience);
        var names = new List<(string, string)>();
        try
        {
            var client = new ResourceClient(new ApiClient(new Call(session, SilentLog.Instance)), resource);
            var query = new ListQuery(resource) { Search = word };
            await foreach (var (objects, _) in client.Lister.ListAsync(query, skip: 0, first: MostNames, patience.Token))
            {
                names.AddRange(objects.SelectMany(one => ListNames(resource, one).Select(name => (name, TipFor(one)))));
                break;
            }
        }
        catch (Exception error) when (error is ApiException or InputException or OperationCanceledException)
        {
            // The command itself reports the error.
        }

        return names;
    }

    // Short names first: openid is typed more often than the full name of its mapping.
    private static IEnumerable<string> ListNames(Resource resource, AuthentikObject one) => resource.Names
        .Select(one.ValueOf)
        .OfType<string>()
        .Where(name => name.Length > 0)
        .Distinct(StringComparer.Ordinal)
        .OrderBy(name => name.Length);

    private static string TipFor(AuthentikObject one) => one.ValueOf("name") as string ?? string.Empty;

    private sealed class SilentLog : ICallLog
    {
        public static readonly SilentLog Instance = new();

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
