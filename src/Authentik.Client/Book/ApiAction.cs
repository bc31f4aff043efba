using System.Collections.ObjectModel;
using System.Text;

namespace Authentik.Book;

/// <summary>A command for operations that aren't those of a resource, such as setting a password, as the book states it.</summary>
public sealed class ApiAction
{
    /// <summary>The command.</summary>
    public required string Command { get; init; }

    /// <summary>The operations that it calls: of those for the object's resource, the first one that the server's version has.</summary>
    public required IReadOnlyList<ActionCall> Calls { get; init; }

    /// <summary>Ids of operations that do the same, so that it stands for them as well.</summary>
    public IReadOnlyList<string> Covers { get; init; } = [];

    /// <summary>The versions in which it can be called.</summary>
    public VersionRange Versions { get; init; } = VersionRange.All;

    /// <summary>What it's about to do, in the words of a question; null when it only reads.</summary>
    public string? Task { get; init; }

    /// <summary>True when it can take the caller's own access.</summary>
    public bool TouchesOwnAccess { get; init; }

    /// <summary>What goes into the request, beside the object.</summary>
    public IReadOnlyList<Field> Fields { get; init; } = [];

    /// <summary>What every request has in its body, by API name, besides what is specified.</summary>
    public IReadOnlyDictionary<string, string> Fixed { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>
    /// The field of the object that is set instead on servers that have none of the operations: to an uploaded file, to a string, or,
    /// for true, to nothing. Null for none.
    /// </summary>
    public string? Becomes { get; init; }

    /// <summary>What to do on servers that don't have it; null when there is nothing to say.</summary>
    public string? Otherwise { get; init; }

    /// <summary>What it returns; null for nothing.</summary>
    public ActionReturn? Returns { get; init; }

    /// <summary>What the server does in the background after it responded.</summary>
    public BackgroundKind Background { get; init; }

    /// <summary>The Boolean field of the result that is false if the server couldn't do it; null for none.</summary>
    public string? SuccessField { get; init; }

    /// <summary>Nouns of the resources one of whose objects it's about; none for an action of the server.</summary>
    public IEnumerable<string> TargetNouns => Calls.Select(call => call.TargetNoun).OfType<string>().Distinct();

    /// <summary>The parameter's field of that API name.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public Field Field(string name) => Fields.FirstOrDefault(field => field.Name == name)
        ?? throw new ArgumentException($"{Command} has no field '{name}'. Check the book.", nameof(name));

    /// <summary>The field of that parameter, ignoring case; null when there is none.</summary>
    public Field? FindParameter(string parameter) =>
        Fields.FirstOrDefault(field => string.Equals(field.Parameter, parameter, StringComparison.OrdinalIgnoreCase));

    /// <inheritdoc/>
    public override string ToString() => Command;
}

/// <summary>One operation of an action.</summary>
/// <param name="TargetNoun">Noun of the resource whose object is in the path; null for none.</param>
/// <param name="OperationId">Its name in authentik's own documents.</param>
/// <param name="Method">The HTTP method in capitals.</param>
/// <param name="Path">The path below the API's root, with names in braces for ids.</param>
/// <param name="Versions">The server versions that have it.</param>
public sealed record ActionCall(string? TargetNoun, string OperationId, string Method, string Path, VersionRange Versions)
{
    /// <summary>True when the operation takes the parameter.</summary>
    public bool Takes(Field field)
    {
        ArgumentNullException.ThrowIfNull(field);
        return (field.Via is null || field.Via == OperationId)
            && (field.OnlyForKinds is null || (TargetNoun is not null && field.OnlyForKinds.Contains(TargetNoun)));
    }
}

/// <summary>What a response of an action holds for the user.</summary>
public sealed class ActionReturn
{
    /// <summary>What it is.</summary>
    public required FieldType Type { get; init; }

    /// <summary>True when it's a list, whose items are returned one by one.</summary>
    public bool IsList { get; init; }

    /// <summary>True for a secret, which is returned as a SecureString.</summary>
    public bool IsSecret { get; init; }

    /// <summary>The nested object, when <see cref="Type"/> is <see cref="FieldType.Shape"/>; null for an object of a resource.</summary>
    public Shape? Shape { get; init; }

    /// <summary>Noun of the resource of the object; null for another value.</summary>
    public string? Noun { get; init; }

    /// <summary>The field of the response with it; null when it's the response itself.</summary>
    public string? Field { get; init; }
}

/// <summary>One operation of authentik's API: a method at a path, whether a command covers it or not.</summary>
/// <param name="OperationId">Its name in authentik's own documents, such as <c>core_users_list</c>.</param>
/// <param name="Method">The HTTP method in capitals.</param>
/// <param name="Path">The path below the API's root, with names in braces where ids stand.</param>
/// <param name="Versions">The server versions that have it.</param>
public sealed record ApiOperation(string OperationId, string Method, string Path, VersionRange Versions)
{
    /// <summary>The area of the API it belongs to: the first part of its path.</summary>
    public string Tag => Path.Split('/', 3)[1];

    /// <inheritdoc/>
    public override string ToString() => $"{Method} {Path}";
}

/// <summary>Reads the operations, which the assembly of the models contains as text: a line each, <c>id method path range</c>.</summary>
/// <remarks>They are text, because code that creates a thousand objects would slow down every import.</remarks>
internal static class OperationTable
{
    /// <summary>Reads the lines.</summary>
    public static IReadOnlyList<ApiOperation> Read(ReadOnlySpan<byte> text)
    {
        // Few different ranges occur, so each one is parsed once.
        var ranges = new Dictionary<string, VersionRange>(StringComparer.Ordinal);
        var lines = Encoding.UTF8.GetString(text).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return [.. lines.Select(line => Read(line.TrimEnd('\r'), ranges))];
    }

    private static ApiOperation Read(string line, Dictionary<string, VersionRange> ranges)
    {
        var parts = line.Split(' ', 4);
        return new ApiOperation(parts[0], parts[1], parts[2], parts.Length < 4 ? VersionRange.All : ParseRange(parts[3], ranges));
    }

    private static VersionRange ParseRange(string text, Dictionary<string, VersionRange> ranges) =>
        ranges.TryGetValue(text, out var known) ? known : ranges[text] = VersionRange.Parse(text);
}
