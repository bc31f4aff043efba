namespace Authentik;

/// <summary>A file that only its owner can read. On Windows, the permissions of its folder decide.</summary>
internal static class PrivateFile
{
    /// <summary>The permissions: its owner's alone.</summary>
    public const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Makes the options to open it for writing; a file that is created can be read only by its owner.</summary>
    public static FileStreamOptions ForWriting(FileMode mode, FileShare share)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.Write, Share = share };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        return options;
    }
}
