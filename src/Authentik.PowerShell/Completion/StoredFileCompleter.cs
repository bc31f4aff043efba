using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using Authentik.Values;

namespace Authentik.Commands;

/// <summary>Completes the names of files that authentik stores. A command that changes files gets only those that were uploaded.</summary>
public sealed class StoredFileCompleter : IArgumentCompleter
{
    private const string List = "Get-File";

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        var word = CompletedWord.Read(wordToComplete, parameterName, commandAst, fakeBoundParameters);
        if (word.IsPattern)
        {
            return [];
        }

        var values = new FieldValues();
        if (CompletedCommand.FindTransform(commandName, parameterName) is ActionTransformAttribute { Action: var name }
            && Actions.Find(name).Task is not null)
        {
            values.Set(Actions.Find(List).Field("manageable_only"), true);
        }

        return CompletionResults.Create(word, CompletionCall.Run<Choice>(
            CompletedCommand.FindSession(fakeBoundParameters),
            async (api, cancellation) =>
            {
                var caller = new ActionCaller(api, Actions.Find(List));
                caller.Require(values);
                using var response = await caller.CallAsync(target: null, values, sink: null, cancellation);
                return ReadNames(ActionResults.Read(Actions.Find(List).Returns, response, api));
            }));
    }

    private static IReadOnlyList<Choice> ReadNames(IEnumerable<object> files) =>
    [
        .. files.OfType<AuthentikObject>()
            .Select(file => new Choice(file.ValueOf("name") as string ?? string.Empty, $"File on the server: {file.ValueOf("mime_type")}")),
    ];
}
