using Authentik.Book;
using Authentik.Conformance.Tests.Documents;

namespace Authentik.Conformance.Tests.Comparing;

/// <summary>Holds the keys of an object that an action creates against the document.</summary>
internal sealed class CreatedComparison(ApiDocument document, Tally tally)
{
    /// <summary>Compares the object of a parameter. Of a family, the document describes no keys.</summary>
    public void Compare(Field parameter, ApiField field, string where)
    {
        tally.Expect(parameter.IsList == field.Type.IsList, where, $"is {field.Type}");
        if (field.Type.Object is null)
        {
            tally.Expect(parameter.Creates!.TypeField is not null, where, "has no keys in the document");
            return;
        }

        var facts = parameter.Creates!;
        var resource = Authentik.Resources.Book[facts.Noun];
        var wanted = document.Fields(field.Type.Object)
            .Where(key => !facts.Without.Contains(key.Name) && !Rules.IsNotForUsers(resource, Operations.New, key.Name, tally.Version))
            .ToDictionary(key => key.Name);
        var keys = resource.Fields
            .Where(key => key.SentBy.HasFlag(Operations.New) && key.Writable.Contains(tally.Version) && !facts.Without.Contains(key.Name))
            .ToDictionary(key => key.Name);
        foreach (var name in wanted.Keys.Union(keys.Keys))
        {
            tally.Count(
                Part.Request,
                $"{where}.{name}",
                wanted.ContainsKey(name) && keys.ContainsKey(name),
                keys.ContainsKey(name) ? "is not in this version's document" : "is no key for this version");
        }

        foreach (var (name, key) in wanted.Where(key => keys.ContainsKey(key.Key)))
        {
            tally.Expect(
                keys[name].Required.Contains(tally.Version) == key.IsRequired,
                $"{where}.{name}",
                key.IsRequired ? "is required" : "is not required");
        }
    }
}
