using Authentik.Book;
using Authentik.Generator.Book.Yaml;

namespace Authentik.Generator.Book.Reading;

/// <summary>Reads a resource.</summary>
internal static class ResourceReader
{
    private static readonly Dictionary<string, FieldType> IdKinds = new(StringComparer.Ordinal)
    {
        ["int"] = FieldType.Integer, ["uuid"] = FieldType.Uuid, ["text"] = FieldType.Text,
    };

    private static readonly Dictionary<string, Feature> Offers = new(StringComparer.Ordinal)
    {
        ["retrieve"] = Feature.Detail, ["used-by"] = Feature.UsedBy, ["paging"] = Feature.Paging, ["search"] = Feature.Search,
    };

    public static ResourceEntry Read(string noun, Place place, YamlMap map)
    {
        var isSingle = map.TakeFlag("single");
        var (verbs, verbVersions) = ReadVerbs(map);
        var (finds, findsIn) = ReadFinds(map);
        var (id, idKind) = isSingle ? (string.Empty, FieldType.Text) : ReadId(map);
        var resource = new ResourceEntry
        {
            Place = place,
            Noun = noun,
            Title = map.RequireText("title"),
            Help = map.RequireText("help", RefusalCode.NoHelp),
            Path = map.RequireText("path"),
            Verbs = verbs,
            VerbVersions = verbVersions,
            FamilyName = map.TakeText("family"),
            OtherFamilyName = map.TakeText("kinds-of"),
            Model = map.TakeText("model"),
            Id = id,
            IdType = idKind,
            IsSingle = isSingle,
            Key = map.TakeText("key") ?? id,
            IdFilter = map.TakeText("id-filter"),
            FitsBy = map.TakeText("fits-by"),
            Names = map.TakeWords("names"),
            OtherNames = map.TakeWords("found-by"),
            OwnKnownBy = map.TakeWords("known-by"),
            SearchFinds = finds,
            SearchFindsIn = findsIn,
            Label = map.TakeText("label"),
            HasShortList = map.TakeFlag("short-list"),
            OwnAccess = map.TakeFlag("own-access"),
            HasDataMark = map.TakeFlag("data"),
            IsSuperuserList = map.TakeFlag("superuser-list"),
            ListQuery = ReadQuery(map),
            Versions = map.TakeText("since") is { } since ? RangeText.Read(since, map.PlaceOf("since"), map.Refusals) : VersionRange.All,
            Alternative = map.TakeText("otherwise"),
            InterfaceWords = map.TakeText("also"),
            View = ReadView(map),
            Group = ReadGroup(map),
            Examples = ExampleReader.ReadAll(map.TakeMap("examples")),
            OwnFields = FieldReader.ReadAll(map.TakeMap("fields"), noun),
            Filters = FieldReader.ReadAll(map.TakeMap("filters"), noun),
            Routing = KindsReader.Read(map.TakeMap("kinds")),
            LeftOut = map.TakeWords("left-out"),
            Lacks = map.TakeWords("lacks"),
            MissingFeatures = ReadMissing(map),
        };
        map.RefuseTheRest();
        return resource;
    }

    private static (string Id, FieldType Kind) ReadId(YamlMap map)
    {
        var parts = Draft.Strip(map.RequireText("id")).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (parts is [var name, var type] && IdKinds.TryGetValue(type, out var kind))
        {
            return (name, kind);
        }

        if (parts.Length > 0)
        {
            map.Refusals.Add(
                RefusalCode.WrongForm, map.PlaceOf("id"), "'id:' isn't a field and its type (int, uuid or text), such as 'pk int'.");
        }

        return ("pk", FieldType.Uuid);
    }

    private static Feature ReadMissing(YamlMap map)
    {
        var missing = Feature.None;
        foreach (var word in map.TakeWords("without"))
        {
            if (Offers.TryGetValue(word, out var one))
            {
                missing |= one;
            }
            else
            {
                map.Refusals.Add(
                    RefusalCode.WrongForm,
                    map.PlaceOf("without"),
                    $"'{word}' isn't valid in 'without:'. Use {string.Join(", ", Offers.Keys)}.");
            }
        }

        return missing;
    }

    // Get New Set ..2025.10 Remove: a range belongs to the verb before it.
    private static (IReadOnlyList<string> Verbs, Dictionary<string, VersionRange> Versions) ReadVerbs(YamlMap map)
    {
        var (verbs, versions) = (new List<string>(), new Dictionary<string, VersionRange>(StringComparer.Ordinal));
        foreach (var word in map.TakeWords("commands"))
        {
            if (verbs.Count > 0 && MarkGrammar.LooksLikeRange(word))
            {
                versions[verbs[^1]] = RangeText.Read(word, map.PlaceOf("commands"), map.Refusals);
            }
            else
            {
                verbs.Add(word);
            }
        }

        foreach (var verb in verbs.Where(verb => !Verbs.OfResources.Contains(verb)))
        {
            var reason = Verbs.Approved.Contains(verb) ? "isn't a verb that a resource can have" : "isn't an approved verb";
            map.Refusals.Add(RefusalCode.WrongVerb, map.PlaceOf("commands"), $"'{verb}' {reason}. Use Get, New, Set or Remove.");
        }

        return ([.. Verbs.OfResources.Where(verbs.Contains)], versions);
    }

    // username name ..2026.2: the versions come last, because nobody knows what the next one searches.
    private static (IReadOnlyList<string> Fields, VersionRange Versions) ReadFinds(YamlMap map)
    {
        var words = map.TakeWords("search-finds");
        if (words.Count == 0)
        {
            return ([], VersionRange.None);
        }

        if (MarkGrammar.LooksLikeRange(words[^1]))
        {
            return ([.. words.SkipLast(1)], RangeText.Read(words[^1], map.PlaceOf("search-finds"), map.Refusals));
        }

        map.Refusals.Add(
            RefusalCode.WrongForm, map.PlaceOf("search-finds"), "'search-finds:' doesn't end with the versions for which it's known.");
        return (words, VersionRange.None);
    }

    private static List<KeyValuePair<string, string>> ReadQuery(YamlMap map)
    {
        var query = new List<KeyValuePair<string, string>>();
        foreach (var pair in (map.TakeText("list-query") ?? string.Empty).Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = pair.Split('=', 2);
            if (parts.Length == 2)
            {
                query.Add(new(parts[0], parts[1]));
            }
            else
            {
                map.Refusals.Add(
                    RefusalCode.WrongForm, map.PlaceOf("list-query"), "'list-query:' isn't of the form 'name=value&name=value'.");
            }
        }

        return query;
    }

    /// <summary>Reads the columns of a table.</summary>
    public static List<ColumnEntry> ReadView(YamlMap map)
    {
        var place = map.PlaceOf("view");
        var columns = (map.TakeText("view") ?? string.Empty)
            .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return [.. columns.Select(column => ReadColumn(column, place, map.Refusals))];
    }

    private static ColumnEntry? ReadGroup(YamlMap map)
    {
        var place = map.PlaceOf("group");
        return map.TakeText("group") is { } text ? ReadColumn(text, place, map.Refusals) : null;
    }

    // Label=Property.Part:width, all but the property left out at will.
    private static ColumnEntry ReadColumn(string text, Place place, Refusals refusals)
    {
        var sized = text.Split(':', 2, StringSplitOptions.TrimEntries);
        var named = sized[0].Split('=', 2, StringSplitOptions.TrimEntries);
        var path = named[^1].Split('.', 2);
        var width = 0;
        if (sized.Length == 2 && (!int.TryParse(sized[1], out width) || width < 1))
        {
            refusals.Add(
                RefusalCode.WrongForm,
                place,
                $"The width of the column '{text}' isn't a number of characters. Write it as '{sized[0]}:24'.");
        }

        return new ColumnEntry(place, named[0].Split('.')[0], path[0], path.Length == 2 ? path[1] : null, width > 0 ? width : null);
    }
}
