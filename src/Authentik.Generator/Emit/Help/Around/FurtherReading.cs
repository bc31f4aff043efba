using Authentik.Generator.Book;
using Authentik.Generator.Book.Facts;

namespace Authentik.Generator.Emit.Help.Around;

/// <summary>What else the help of a command names: topics of the module, and guides.</summary>
internal sealed class FurtherReading(BookEntry book)
{
    private static readonly Dictionary<string, string[]> TopicsOfVerbs = new(StringComparer.Ordinal)
    {
        [Verbs.Get] = ["about_Authentik_Names", "about_Authentik_Lists"],
        [Verbs.New] = ["about_Authentik_Values", "about_Authentik_Pipelines"],
        [Verbs.Set] = ["about_Authentik_Values", "about_Authentik_Pipelines"],
    };

    /// <summary>The topics to read with a command that links to some already.</summary>
    public static IReadOnlyList<string> ListTopics(string command, IReadOnlyList<string> links) =>
        [.. TopicsOfVerbs.GetValueOrDefault(command.Split('-')[0], ["about_Authentik_Names"]).Except(links)];

    /// <summary>The guides in which a command is used.</summary>
    public IReadOnlyList<GuideEntry> ListGuides(string command) => [.. book.Guides.Where(guide => guide.IsFor(command))];
}
