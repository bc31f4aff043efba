using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using Authentik.Book;
using Authentik.Http;

namespace Authentik.Commands;

/// <summary>Completes the names of objects on the server, those that fit the parameter first.</summary>
public sealed class NameCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        var word = CompletedWord.Read(wordToComplete, parameterName, commandAst, fakeBoundParameters);
        var transform = CompletedCommand.FindTransform(commandName, parameterName);
        var named = (transform?.Targets ?? []).Where(resource => resource.Names.Count > 0).ToList();
        if (named.Count == 0 || word.IsPattern)
        {
            return [];
        }

        var kind = transform!.Fits?.KindField is { } field ? CompletedCommand.FindText(commandName, field, fakeBoundParameters) : null;
        var names = CompletionCall.Run<Choice>(CompletedCommand.FindSession(fakeBoundParameters), async (api, cancellation) =>
        {
            var lists = named.Select(async resource =>
            {
                var objects = await new ObjectList(api, word.Text, cancellation).ReadAsync(resource, transform.Fits, kind);
                return objects.SelectMany(one => Describe(resource, one, word));
            });
            return [.. (await Task.WhenAll(lists)).SelectMany(some => some)];
        });
        return CompletionResults.Create(word, names);
    }

    /// <summary>The names of an object with what it is; none if one of them is in the list already.</summary>
    internal static IEnumerable<Choice> Describe(Resource resource, AuthentikObject one, CompletedWord word)
    {
        var names = ObjectList.ListNames(resource, one).ToList();
        var title = (one.ValueOf("name") ?? one.ValueOf("title")) as string;
        var kind = (one.Resource ?? resource).Title;
        var tip = string.IsNullOrEmpty(title) ? kind : $"{kind}: {title}";
        return names.Exists(word.IsTyped) ? [] : names.Select(name => new Choice(name, tip));
    }
}
