namespace Authentik.Book;

/// <summary>One filter of a list, as the book states it.</summary>
public sealed class Filter
{
    /// <summary>The query parameter, such as <c>last_login__gt</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The parameter of Get, such as <c>LastLoginGt</c>.</summary>
    public required string Parameter { get; init; }

    /// <summary>What its value is.</summary>
    public required FieldType Type { get; init; }

    /// <summary>True when the query parameter may be repeated.</summary>
    public bool IsList { get; init; }

    /// <summary>The versions that know it; others would ignore it and return everything.</summary>
    public VersionRange Versions { get; init; } = VersionRange.All;

    /// <summary>The versions that refuse to list without it.</summary>
    public VersionRange Required { get; init; } = VersionRange.None;

    /// <summary>The versions that compare a duration as a number of minutes.</summary>
    public VersionRange AsMinutes { get; init; } = VersionRange.None;

    /// <summary>True when it also finds values that only contain the specified one.</summary>
    public bool IsPart { get; init; }

    /// <summary>True when the server compares the UUID as a string that has no hyphens.</summary>
    public bool OmitsHyphens { get; init; }

    /// <summary>What to do where the server's version doesn't know it; null when there is nothing to say.</summary>
    public string? Alternative { get; init; }

    /// <summary>The values, when <see cref="Type"/> is <see cref="FieldType.Enum"/>.</summary>
    public EnumSet? Values { get; init; }

    /// <summary>Noun of the resource it refers to, when <see cref="Type"/> is <see cref="FieldType.Reference"/>.</summary>
    public string? RefersTo { get; init; }

    /// <summary>Nouns of the resources one of whose objects it refers to by a UUID; none for a UUID that is just a value.</summary>
    public IReadOnlyList<string> TargetNouns { get; init; } = [];

    /// <summary>Nouns of all resources whose objects it can name.</summary>
    public IReadOnlyList<string> ReferencedNouns => RefersTo is null ? TargetNouns : [RefersTo];

    /// <summary>The field of the object that is sent in place of its id, such as a user name; null for the id.</summary>
    public string? SentPart { get; init; }

    /// <summary>True for the one of several filters for objects of a kind that an object from the pipeline fills.</summary>
    public bool IsMain { get; init; }

    /// <summary>What it compares of an object of any kind: its <c>app</c>, its <c>model</c> or its <c>id</c>; null for none.</summary>
    public string? About { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
