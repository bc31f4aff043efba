using Authentik.Book;
using Authentik.Generator.Names;

namespace Authentik.Generator.Book;

/// <summary>A field or a filter, as its line states it.</summary>
internal sealed class FieldEntry
{
    /// <summary>Where it is.</summary>
    public required Place Place { get; init; }

    /// <summary>Its name in the API.</summary>
    public required string Name { get; init; }

    /// <summary>The name of the field with the whole objects, where authentik adds one to the field with their ids.</summary>
    public string DetailsName => Name + "_obj";

    /// <summary>What its value is.</summary>
    public required TypeEntry Type { get; init; }

    /// <summary>What its marks say.</summary>
    public required Marks Marks { get; init; }

    /// <summary>One sentence for an administrator; empty until the glossary fills it, if the line has none.</summary>
    public required string Help { get; set; }

    /// <summary>What its values mean to a reader; null if the glossary says nothing of it.</summary>
    public StateEntry? State { get; set; }

    /// <summary>The resources of which it's an object's UUID; none for a UUID that is just a value.</summary>
    public IReadOnlyList<ResourceEntry> Targets { get; set; } = [];

    /// <summary>The resources whose objects the value can name: one for a reference, several for a UUID.</summary>
    public IReadOnlyList<ResourceEntry> Referenced => Type is { Kind: FieldType.Reference, Resource: { } one } ? [one] : Targets;

    /// <summary>The family whose types the values are; null for other values.</summary>
    public ResourceEntry? TypesOf { get; set; }

    /// <summary>The resources of those types, by the value that stands for each.</summary>
    public IReadOnlyDictionary<string, ResourceEntry> Types { get; set; } = new Dictionary<string, ResourceEntry>();

    /// <summary>What to do on servers that don't take it; null when there is nothing to say.</summary>
    public string? Alternative { get; init; }

    /// <summary>The property of the class.</summary>
    public required string Property { get; set; }

    /// <summary>The parameter of the command.</summary>
    public required string Parameter { get; init; }

    /// <summary>
    /// What Set can add to the value and remove from it, in the singular, for the parameters <c>-AddOwner</c> and <c>-RemoveOwner</c>;
    /// null if it only replaces the value. What is stored must be known, so it isn't for values that responses don't have.
    /// </summary>
    public string? Part => IsSentBy(Verbs.Set) && IsRead && !Marks.Secret && (Type.IsList || IsMap)
        ? DotNetNames.MakeSingular(Parameter)
        : null;

    /// <summary>The parameter of Set that adds to the value; null if there is none.</summary>
    public string? AddParameter => Part is null ? null : $"Add{Part}";

    /// <summary>The parameter of Set that removes from the value; null if there is none.</summary>
    public string? RemoveParameter => Part is null ? null : $"Remove{Part}";

    /// <summary>True for free-form JSON that has keys.</summary>
    public bool IsMap => Type is { Kind: FieldType.Json, IsList: false } && !Marks.Whole;

    /// <summary>The versions that know it.</summary>
    public VersionRange Versions => Marks.In ?? VersionRange.All;

    /// <summary>The versions whose responses have it.</summary>
    public VersionRange Readable => Marks.WriteOnly ? VersionRange.None : Marks.Readable ?? Versions;

    /// <summary>The versions that take it in a request.</summary>
    public VersionRange Writable => Marks.ReadOnly ? VersionRange.None : Marks.Writable ?? Versions;

    /// <summary>The versions that want it for a new object.</summary>
    public VersionRange Required => !Marks.Required ? VersionRange.None : Marks.RequiredIn ?? Writable;

    /// <summary>The text of the default, without the quotes that a line needs; null for none, and for what isn't a value.</summary>
    public string? Default => Marks.Default is { } written ? DefaultText.Read(Type, written) : null;

    /// <summary>True when requests have it.</summary>
    public bool IsSent => !Writable.IsNone;

    /// <summary>True when requests of that verb have it.</summary>
    public bool IsSentBy(string verb) => IsSent && (Marks.OnlyVerb ?? verb) == verb;

    /// <summary>True if nobody chose what it contains: secrets in it are masked unless somebody asks for them.</summary>
    public bool IsRecorded => IsRead && (Marks.Recorded || (Type.Kind == FieldType.Json && !IsSent && !Marks.Copied));

    /// <summary>True when responses have it.</summary>
    public bool IsRead => !Marks.WriteOnly;
}
