using System.Management.Automation;

namespace Authentik.Commands;

/// <summary>Finds the files of -InFile and -OutFile, and refuses what can't be one before anything is sent.</summary>
internal static class LocalFile
{
    /// <summary>The full path of a file to upload, which can be read and has content.</summary>
    /// <exception cref="InputException">There is no such file.</exception>
    public static string FindInput(PSCmdlet command, string? path)
    {
        var file = ResolveInput(command, path);
        RequireContent(file);
        return file;
    }

    /// <summary>The full path of a file to upload, whether it exists or not.</summary>
    /// <exception cref="InputException">It's a folder, or no path of a file.</exception>
    public static string ResolveInput(PSCmdlet command, string? path) => Resolve(command, path, "-InFile");

    /// <summary>Refuses a file to upload that can't be read or has no content.</summary>
    /// <exception cref="InputException">There is no such file.</exception>
    public static void RequireContent(string file)
    {
        if (!File.Exists(file))
        {
            throw Refuse($"The file {file} was not found. Check -InFile.", file);
        }

        if (IsEmpty(file))
        {
            throw Refuse($"The file {file} is empty. Specify another one with -InFile.", file);
        }
    }

    /// <summary>The full path of a file to write, in a folder that exists.</summary>
    /// <exception cref="InputException">There can't be such a file.</exception>
    public static string FindOutput(PSCmdlet command, string? path)
    {
        var file = Resolve(command, path, "-OutFile");
        var folder = Path.GetDirectoryName(file);
        return folder is { Length: > 0 } && !Directory.Exists(folder)
            ? throw Refuse($"The folder {folder} was not found. Create it, or check -OutFile.", file)
            : file;
    }

    private static string Resolve(PSCmdlet command, string? path, string parameter)
    {
        var file = FilePath.Resolve(command, path, parameter);
        return Directory.Exists(file) ? throw Refuse($"{file} is a folder. Specify a file with {parameter}.", file) : file;
    }

    private static bool IsEmpty(string file)
    {
        try
        {
            // A pipe has no length, and opening it would wait for its other end.
            if (new FileInfo(file).Length == 0)
            {
                return true;
            }

            File.OpenRead(file).Dispose();
            return false;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw Refuse($"The file {file} can't be read: {problem.Message}", file);
        }
    }

    private static InputException Refuse(string message, string? path) => new(InputProblem.InvalidValue, message, path);
}
