namespace Authentik;

/// <summary>A file for its owner's eyes. On Windows the folder it is in decides.</summary>
internal static class PrivateFile
{
    /// <summary>What its owner may do with it, and nobody else.</summary>
    public const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>The options that open it for writing; where it is made, only its owner can read it.</summary>
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
