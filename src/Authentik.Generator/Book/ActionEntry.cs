using Authentik.Book;

namespace Authentik.Generator.Book;

/// <summary>A command for operations that aren't those of a resource, as the book states it.</summary>
internal sealed class ActionEntry
{
    /// <summary>Where it is.</summary>
    public required Place Place { get; init; }

    /// <summary>The verb of its command.</summary>
    public required string Verb { get; init; }

    /// <summary>The noun of its command, without the prefix.</summary>
    public required string Noun { get; init; }

    /// <summary>What it does, in sentences; the first one is the synopsis.</summary>
    public required IReadOnlyList<string> Help { get; init; }

    /// <summary>The operations that it calls.</summary>
    public required IReadOnlyList<CallEntry> Calls { get; init; }

    /// <summary>Ids of operations that do the same, so that it stands for them as well.</summary>
    public required IReadOnlyList<string> Covers { get; init; }

    /// <summary>What it's about to do, in the words of a question; null for an action that only reads.</summary>
    public string? Task { get; init; }

    /// <summary>True when it asks for confirmation, because what it does can't be undone.</summary>
    public bool Asks { get; init; }

    /// <summary>True when it can take the caller's own access.</summary>
    public bool OwnAccess { get; init; }

    /// <summary>What goes into the request, beside the object.</summary>
    public required IReadOnlyList<FieldEntry> Fields { get; init; }

    /// <summary>What every request has in its body, besides what is specified.</summary>
    public IReadOnlyDictionary<string, string> Fixed { get; init; } = new Dictionary<string, string>();

    /// <summary>The field of the object that is set on servers that have none of the operations; null for none.</summary>
    public string? Becomes { get; init; }

    /// <summary>What to do on servers that don't have it; null when there is nothing to say.</summary>
    public string? Otherwise { get; init; }

    /// <summary>What it returns; null for nothing.</summary>
    public ReturnEntry? Returns { get; init; }

    /// <summary>The Boolean field of what it returns that is false if it failed; null for none.</summary>
    public string? Success { get; init; }

    /// <summary>What the server does in the background after it responded.</summary>
    public BackgroundKind Background { get; init; }

    /// <summary>Its examples.</summary>
    public IReadOnlyList<ExampleEntry> Examples { get; init; } = [];

    /// <summary>The resources one of whose objects it's about; none for an action of the server.</summary>
    public IReadOnlyList<ResourceEntry> Targets { get; set; } = [];

    /// <summary>The key of its map, and the name by which code refers to it.</summary>
    public string Key => $"{Verb}-{Noun}";

    /// <summary>The name of the command.</summary>
    public string CommandName => $"{Verb}-Authentik{Noun}";

    /// <summary>The name of its class, and of the member with its facts.</summary>
    public string ClassName => $"{Verb}{Noun}";

    /// <summary>True when it's about an object.</summary>
    public bool HasObject => Calls.Any(call => call.TargetNoun is not null);

    /// <summary>The versions in which it can be called. Known once the book is linked.</summary>
    public VersionRange Versions { get; set; } = VersionRange.All;
}

/// <summary>The operations for the objects of one resource; the first one that the server's version has is called.</summary>
internal sealed class CallEntry(string? targetNoun, IReadOnlyList<string> operationIds)
{
    /// <summary>The noun of the resource; null for an action of the server.</summary>
    public string? TargetNoun { get; } = targetNoun;

    /// <summary>The ids of the operations, as written.</summary>
    public IReadOnlyList<string> OperationIds { get; } = operationIds;

    /// <summary>The operations, once the book is linked.</summary>
    public IReadOnlyList<OperationEntry> Operations { get; set; } = [];
}

/// <summary>What a response holds for the user.</summary>
/// <param name="Type">The type of what is returned: a nested object, a resource, or a built-in type.</param>
/// <param name="Field">The field of the response with it; null when it's the response itself.</param>
/// <param name="IsSecret">True for a secret.</param>
internal sealed record ReturnEntry(TypeEntry Type, string? Field, bool IsSecret)
{
    /// <summary>True for the content of a file, which can be written to one.</summary>
    public bool IsFile => Type.Kind == FieldType.File;
}

/// <summary>An operation of the API, a line of operations.yaml.</summary>
internal sealed record OperationEntry(string Id, string Method, string Path, VersionRange Versions, Place Place)
{
    /// <summary>The HTTP methods that the API uses, in the order in which they stand.</summary>
    public static readonly IReadOnlyList<string> Methods = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "TRACE"];

    /// <summary>The area it belongs to: the first part of its path.</summary>
    public string Tag => TagOf(Path);

    /// <summary>What makes two operations one, whatever the versions.</summary>
    public (string Id, string Method, string Path) Key => (Id, Method, Path);

    /// <summary>The first part of a path.</summary>
    public static string TagOf(string path) => path.Split('/', 3) is ["", var tag, ..] ? tag : string.Empty;
}
