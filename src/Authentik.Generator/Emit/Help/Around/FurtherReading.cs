using Authentik.Generator.Book;
using Authentik.Generator.Book.Around;

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

    /// <summary>Adds them to the help of a command.</summary>
    public CommandHelp AddTo(CommandHelp help) => help with
    {
        Topics = [.. TopicsOfVerbs.GetValueOrDefault(help.Name.Split('-')[0], ["about_Authentik_Names"]).Except(help.Links)],
        Guides = [.. book.Guides.Where(guide => guide.IsFor(help.Name))],
    };
}
