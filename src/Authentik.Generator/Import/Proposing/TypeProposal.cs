using Authentik.Book;
using Authentik.Generator.Book;
using Authentik.Generator.Import.Chapters;
using Authentik.Generator.Import.Comparing;
using Authentik.Generator.Import.Documents;
using Authentik.Generator.Names;

namespace Authentik.Generator.Import.Proposing;

/// <summary>Types for fields that the book doesn't have: sets of values and nested objects are written with them.</summary>
internal sealed class TypeProposal(MergeContext context, ChapterDraft draft, string owner)
{
    /// <summary>The type of a field or filter.</summary>
    public string Propose(ApiField api, bool isFilter) => TypeText.Write(NameOf(api, isFilter), api.Type.IsList, api.Type.IsNullable);

    private string NameOf(ApiField api, bool isFilter) => api.Type.Kind switch
    {
        FieldType.Enum => Set(api),
        FieldType.Shape => Shape(api),
        FieldType.Uuid or FieldType.Integer => Id(api, isFilter),
        _ => TypeText.WriteBuiltIn(new ApiType(api.Type.Kind, false, false)),
    };

    // No document says what an id refers to. The same name elsewhere in the book does; a name that ends in a noun is a guess.
    private string Id(ApiField api, bool isFilter)
    {
        var hasNumber = api.Type.Kind == FieldType.Integer;
        if (context.Names.ReferenceOf(api.Name) is { } known && context.Names.Resource(known)?.HasNumber == hasNumber)
        {
            return $"-> {known}";
        }

        if (!api.IsSent || IsOwnId(api.Name))
        {
            return hasNumber ? "int" : "uuid";
        }

        return (context.Names.NounLike(api.Name, hasNumber), hasNumber, isFilter) switch
        {
            ({ } noun, _, _) => $"-> {Draft.Mark}{noun}",
            (null, true, _) => "int",
            _ => $"-> {Draft.Mark}",
        };
    }

    private static bool IsOwnId(string name) =>
        name is "pk" or "id" or "uuid" || name.EndsWith("uuid", StringComparison.Ordinal) || name.EndsWith("_id", StringComparison.Ordinal);

    private string Set(ApiField api)
    {
        var set = api.Type.Values!;
        var known = context.Words.NameOf(api.Type.Component) ?? context.Words.NameOf(set);
        if (known is not null)
        {
            return known;
        }

        var wanted = api.Type.Component is { } component ? Nouns.FromSet(component) : owner + DotNetNames.ToPascalSingular(api.Name);
        var name = FindFree(wanted, api.Name);
        draft.Add("enums", [$"  {name}:", .. set.Select(value => NewLines.Value(value, VersionRange.All))]);
        context.Words.Plan(api.Type.Component, name, set);
        Note(api.Type.Component, name, $"a set of {set.Count} values");
        return name;
    }

    private string Shape(ApiField api)
    {
        var component = api.Type.Component!;
        if (!api.IsSent && context.Words.NounOf(component) is { } noun)
        {
            return noun;
        }

        if (context.Words.NameOf(component) is { } known)
        {
            return known;
        }

        var name = FindFree(Nouns.FromShape(component), api.Name);
        Note(component, name, "a nested object");
        context.Words.Plan(api.RequestComponent, name);
        var fields = context.Facts.FieldsOf(api.IsRead ? component : null, api.RequestComponent);
        var inner = new FieldProposal(context, draft, name, context.Documents with { Seen = [] });
        draft.Add("shapes", [$"  {name}:", $"    help: \"{Draft.Mark}\"", "    fields:", .. fields.Select(field => inner.Field(field))]);
        return name;
    }

    private void Note(string? component, string name, string what)
    {
        context.Names.Reserve(name);
        context.Words.Plan(component, name);
        context.Report.Add(Finding.Added, name, what);
    }

    private string FindFree(string name, string field)
    {
        string[] first = [name, owner + DotNetNames.ToPascalSingular(field)];
        var names = first.Concat(Enumerable.Range(2, 99).Select(number => $"{name}{number}"));
        return names.First(candidate => Nouns.IsFree(context, candidate) && char.IsAsciiLetterUpper(candidate[0]));
    }
}
