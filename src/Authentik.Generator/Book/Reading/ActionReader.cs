using Authentik.Book;
using Authentik.Generator.Book.Yaml;
using YamlDotNet.RepresentationModel;

namespace Authentik.Generator.Book.Reading;

/// <summary>Reads an action: <c>Set-UserPassword:</c> and what belongs to it.</summary>
internal static class ActionReader
{
    private const string SecretType = "secret";

    private static readonly Dictionary<string, BackgroundKind> BackgroundWords = new(StringComparer.Ordinal)
    {
        ["tasks"] = BackgroundKind.Tasks,
        ["task"] = BackgroundKind.Task,
        ["system-task"] = BackgroundKind.SystemTask,
        ["blueprint"] = BackgroundKind.Blueprint,
        ["export"] = BackgroundKind.Export,
    };

    public static ActionEntry Read(string name, Place place, YamlMap map)
    {
        var (verb, noun) = ReadName(name, place, map.Refusals);
        var action = new ActionEntry
        {
            Place = place,
            Verb = verb,
            Noun = noun,
            Help = ReadHelp(map),
            Calls = ReadCalls(map),
            Covers = map.TakeWords("covers"),
            Task = map.TakeText("task"),
            Asks = map.TakeFlag("asks"),
            OwnAccess = map.TakeFlag("own-access"),
            Fields = FieldReader.ReadAll(map.TakeMap("fields"), noun),
            Fixed = ReadFixed(map.TakeMap("fixed")),
            Becomes = map.TakeText("becomes"),
            Otherwise = map.TakeText("otherwise"),
            Returns = ReadReturns(map),
            Background = ReadBackground(map),
            Success = map.TakeText("succeeds-with"),
            Examples = ExampleReader.Read(map, "example"),
        };
        map.RefuseTheRest();
        return action;
    }

    private static (string Verb, string Noun) ReadName(string name, Place place, Refusals refusals)
    {
        if (name.Split('-') is not [{ Length: > 0 } verb, { Length: > 0 } noun])
        {
            refusals.Add(RefusalCode.WrongForm, place, $"'{name}' isn't a verb and a noun, such as Set-UserPassword.");
            return (Verbs.Get, "Unnamed");
        }

        if (!Verbs.Approved.Contains(verb))
        {
            refusals.Add(RefusalCode.WrongVerb, place, $"'{verb}' isn't an approved verb. Get-Verb lists them.");
        }

        return (verb, noun);
    }

    private static IReadOnlyList<string> ReadHelp(YamlMap map)
    {
        if (map.Take("help") is YamlSequenceNode list)
        {
            return [.. list.Children.Select(map.TextOf).OfType<string>()];
        }

        return [map.RequireText("help", RefusalCode.NoHelp)];
    }

    // An operation id, or several; or a map of them by the noun of the resource whose object is in the path.
    private static IReadOnlyList<CallEntry> ReadCalls(YamlMap map)
    {
        if (map.Take("calls") is YamlMappingNode)
        {
            var byNoun = map.TakeMap("calls")!;
            return [.. byNoun.Entries().Select(entry => new CallEntry(entry.Key, byNoun.TakeWords(entry.Key)))];
        }

        var ids = map.TakeWords("calls");
        if (ids.Count == 0)
        {
            map.Refusals.Add(RefusalCode.Missing, map.Place, "'calls:' is missing: the id of the operation, as in operations.yaml.");
        }

        return [new CallEntry(null, ids)];
    }

    private static BackgroundKind ReadBackground(YamlMap map)
    {
        var word = map.TakeText("background");
        if (word is null)
        {
            return BackgroundKind.None;
        }

        if (BackgroundWords.TryGetValue(word, out var kind))
        {
            return kind;
        }

        map.Refusals.Add(
            RefusalCode.WrongForm,
            map.PlaceOf("background"),
            $"'background: {word}' isn't one of {string.Join(", ", BackgroundWords.Keys)}.");
        return BackgroundKind.None;
    }

    private static Dictionary<string, string> ReadFixed(YamlMap? map) =>
        map?.Entries().ToDictionary(entry => entry.Key, entry => map.TextOf(entry.Value) ?? string.Empty, StringComparer.Ordinal) ?? [];

    // text link: the field 'link' of the response; Cache: the whole response; secret key: a secret.
    private static ReturnEntry? ReadReturns(YamlMap map)
    {
        if (map.TakeText("returns") is not { } text)
        {
            return null;
        }

        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length is not (1 or 2))
        {
            map.Refusals.Add(
                RefusalCode.WrongForm, map.PlaceOf("returns"), "'returns:' isn't a type, or a type and a field of the response.");
            return null;
        }

        var isSecret = words[0] == SecretType;
        var type = isSecret ? new TypeEntry { Kind = FieldType.Text } : TypeReader.Read(words[0]);
        return new ReturnEntry(type, words.Length == 2 ? words[1] : null, isSecret);
    }
}
