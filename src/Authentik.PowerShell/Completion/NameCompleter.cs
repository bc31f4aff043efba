using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using Authentik.Book;
using Authentik.Http;
using Authentik.Sessions;
using Authentik.Values;

namespace Authentik.Commands;

/// <summary>Completes the names of objects, asking the server. It gives up soon: a slow server must not hold up the keyboard.</summary>
public sealed class NameCompleter : IArgumentCompleter
{
    private const int MostNames = 50;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        var session = CompletionSession.Of(fakeBoundParameters);
        var named = CommandFacts.NamedBy(commandName, parameterName).Where(resource => resource.Names.Count > 0).ToList();
        if (session is null || named.Count == 0)
        {
            return [];
        }

        var word = wordToComplete.Trim('\'', '"');
        var names = Task.Run(() => Task.WhenAll(named.Select(resource => NamesAsync(session, resource, word)))).GetAwaiter().GetResult();
        return Completions.Of(wordToComplete, [.. names.SelectMany(some => some)]);
    }

    private static async Task<IReadOnlyList<(string Text, string Tip)>> NamesAsync(Session session, Resource resource, string word)
    {
        using var patience = new CancellationTokenSource(Patience);
        var names = new List<(string, string)>();
        try
        {
            var client = new ResourceClient(new ApiClient(new Call(session, Silence.Log)), resource);
            var query = new ListQuery(resource) { Search = word };
            await foreach (var (objects, _) in client.Lister.ListAsync(query, skip: 0, first: MostNames, patience.Token))
            {
                names.AddRange(objects.SelectMany(one => NamesOf(resource, one).Select(name => (name, Tip(one)))));
                break;
            }
        }
        catch (Exception error) when (error is ApiException or InputException or OperationCanceledException)
        {
            // No names then; the error belongs to the command itself.
        }

        return names;
    }

    // Short names first: openid is typed more often than its mapping's whole name.
    private static IEnumerable<string> NamesOf(Resource resource, AuthentikObject one) =>
        resource.Names.Select(one.ValueOf).OfType<string>().Where(name => name.Length > 0).Distinct(StringComparer.Ordinal).OrderBy(name => name.Length);

    private static string Tip(AuthentikObject one) => one.ValueOf("name") as string ?? string.Empty;

    private sealed class Silence : ICallLog
    {
        public static readonly Silence Log = new();

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
