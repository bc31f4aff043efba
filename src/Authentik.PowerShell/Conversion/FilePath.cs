using System.Management.Automation;

namespace Authentik.Commands;

/// <summary>Finds the file that somebody typed, relative to the location of the session.</summary>
internal static class FilePath
{
    private const string FileSystem = "FileSystem";

    /// <summary>The full path. Wildcards aren't expanded, because their characters are valid in names.</summary>
    /// <exception cref="InputException">It isn't the path of a file.</exception>
    public static string Resolve(PSCmdlet command, string? path, string parameter)
    {
        if (string.IsNullOrWhiteSpace(path))
        {
            throw Refuse($"The path is empty. Specify a file with {parameter}.", path);
        }

        if (path.Contains('\0', StringComparison.Ordinal))
        {
            throw Refuse($"The path contains the character 0. Specify a file with {parameter}.", path);
        }

        var file = Resolve(command, path, parameter, out var provider);
        return provider == FileSystem
            ? file
            : throw Refuse($"{path} isn't a file, but a path of the provider {provider}. Specify a file with {parameter}.", path);
    }

    // A colon makes a drive of what is before it, and two make a provider.
    private static string Resolve(PSCmdlet command, string path, string parameter, out string provider)
    {
        try
        {
            var file = command.SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out var found, out _);
            provider = found.Name;
            return file;
        }
        catch (Exception failure) when (failure is RuntimeException or NotSupportedException or ArgumentException)
        {
            throw Refuse($"{failure.Message} Specify a file with {parameter}.", path);
        }
    }

    private static InputException Refuse(string message, string? path) => new(InputProblem.InvalidValue, message, path);
}
