using Authentik.Book;

namespace Authentik.Commands;

/// <summary>What the book says of a parameter of a generated command, found by the command's name.</summary>
internal static class CommandFacts
{
    private const string Prefix = "Authentik";

    /// <summary>The resource of a command such as <c>Get-AuthentikUser</c>; null for other commands.</summary>
    public static Resource? ResourceOf(string command)
    {
        var noun = command[(command.IndexOf('-', StringComparison.Ordinal) + 1)..];
        return noun.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) && Resources.Book.TryFind(noun[Prefix.Length..], out var resource) ? resource : null;
    }

    /// <summary>The set of values of a parameter; null when it has none.</summary>
    public static EnumSet? ValuesOf(string command, string parameter)
    {
        var resource = ResourceOf(command);
        return IsGet(command) ? resource?.FilterOfParameter(parameter)?.Values : resource?.FieldOfParameter(parameter)?.Values;
    }

    /// <summary>The resources that a parameter names objects of; none when it names none.</summary>
    public static IEnumerable<Resource> NamedBy(string command, string parameter)
    {
        var resource = ResourceOf(command);
        if (resource is not null && parameter.Equals("Identity", StringComparison.OrdinalIgnoreCase))
        {
            return [resource];
        }

        var nouns = IsGet(command) ? resource?.FilterOfParameter(parameter)?.NamedNouns : resource?.FieldOfParameter(parameter)?.NamedNouns;
        return (nouns ?? []).Select(noun => Resources.Book[noun]);
    }

    private static bool IsGet(string command) => command.StartsWith("Get-", StringComparison.OrdinalIgnoreCase);
}
