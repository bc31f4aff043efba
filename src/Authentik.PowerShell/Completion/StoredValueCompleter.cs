using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Language;
using System.Text.Json.Nodes;
using Authentik.Book;
using Authentik.Http;
using Authentik.Naming;
using Authentik.Parts;

namespace Authentik.Commands;

/// <summary>
/// Completes what can be removed from a field: the keys or values that the object has now, or that some objects have if none is specified.
/// </summary>
public sealed class StoredValueCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        var word = CompletedWord.Read(wordToComplete, parameterName, commandAst, fakeBoundParameters);
        var resource = CompletedCommand.FindResource(commandName);
        var field = resource?.Fields.FirstOrDefault(
            one => string.Equals(one.RemoveParameter, parameterName, StringComparison.OrdinalIgnoreCase));
        if (field is null || word.IsPattern)
        {
            return [];
        }

        var identity = CompletedCommand.FindIdentity(resource!, fakeBoundParameters);
        var session = CompletedCommand.FindSession(fakeBoundParameters);
        return CompletionResults.Create(word, CompletionCall.Run<Choice>(session, async (api, cancellation) =>
        {
            var objects = await ReadAsync(api, resource!, identity, cancellation);
            return field.ReferencedNouns.Count > 0
                ? await ListNamesAsync(new ObjectList(api, word.Text, cancellation), field, objects, word)
                : [.. objects.SelectMany(one => ListValues(field, one))];
        }));
    }

    private static async Task<IReadOnlyList<AuthentikObject>> ReadAsync(
        ApiClient api, Resource resource, Identity? identity, CancellationToken cancellation)
    {
        var reader = new ResourceClient(api, resource).Reader;
        return (resource.IsSingle, identity) switch
        {
            (true, _) => [await reader.GetSingleAsync(cancellation)],
            (_, { } one) => [await reader.FindWholeAsync(one, cancellation)],
            _ => await new ObjectList(api, string.Empty, cancellation).ReadAsync(resource),
        };
    }

    private static IEnumerable<Choice> ListValues(Field field, AuthentikObject one) => field switch
    {
        { IsList: false } when !field.IsSecret => ListKeys(StoredValue.ReadMap(field, one), string.Empty, field),
        { IsList: true } when one.ValueOf(field.Name) is IEnumerable items => items.Cast<object?>()
            .Select(item => Write(field, item)).OfType<string>().Select(text => new Choice(text, $"{field.Property} of {one}")),
        _ => [],
    };

    // The values stay out of sight: some of them are secrets.
    private static IEnumerable<Choice> ListKeys(JsonObject map, string prefix, Field field) => map.SelectMany(entry =>
        new[] { new Choice(prefix + entry.Key, $"Key of {field.Property}") }.Concat(
            entry.Value is JsonObject inner ? ListKeys(inner, $"{prefix}{entry.Key}.", field) : []));

    private static string? Write(Field field, object? item) => item switch
    {
        AuthentikObject part => field.Shape?.TextField is { } text ? part.ValueOf(text) as string : null,
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => item as string,
    };

    // The names come with the object, or from the list of what it refers to.
    private static async Task<IReadOnlyList<Choice>> ListNamesAsync(
        ObjectList list, Field field, IReadOnlyList<AuthentikObject> objects, CompletedWord word)
    {
        var ids = objects.Select(one => one.ValueOf(field.Name)).OfType<IEnumerable>().SelectMany(some => some.Cast<object>())
            .Select(IdentityIds.Write)
            .ToHashSet();
        var targets = field.ReferencedNouns.Select(noun => Resources.Book[noun]).ToList();
        var details = objects.Select(one => one.ValueOf(field.Details))
            .OfType<IReadOnlyList<AuthentikObject>>()
            .SelectMany(some => some)
            .ToList();
        if (ids.Count == 0 || details.Count > 0)
        {
            return [.. targets.SelectMany(target => details.SelectMany(one => NameCompleter.Describe(target, one, word)))];
        }

        var lists = await Task.WhenAll(targets.Select(async target => (target, objects: await list.ReadAsync(target))));
        return
        [
            .. from some in lists
               from one in some.objects
               where one.FindId(some.target) is { } id && ids.Contains(IdentityIds.Write(id))
               from choice in NameCompleter.Describe(some.target, one, word)
               select choice,
        ];
    }
}
