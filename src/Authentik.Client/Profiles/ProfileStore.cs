using System.Text.Json;

namespace Authentik.Profiles;

/// <summary>
/// The saved profiles: one JSON file each, readable by its owner only, in the user's folder for configuration
/// (<c>~/.config</c> or <c>XDG_CONFIG_HOME</c>, <c>Application Support</c>, <c>AppData</c>).
/// </summary>
internal sealed class ProfileStore(string? folder = null)
{
    private const string Extension = ".json";
    private const UnixFileMode OwnersFolder = PrivateFile.OwnerOnly | UnixFileMode.UserExecute;
    private const UnixFileMode Others = ~OwnersFolder;

    private readonly string folder = folder ?? Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData, Environment.SpecialFolderOption.DoNotVerify), "Authentik", "profiles");

    /// <summary>The names of all, in order.</summary>
    public IReadOnlyList<string> Names => Directory.Exists(folder)
        ? [.. Directory.EnumerateFiles(folder, "*" + Extension).Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.OrdinalIgnoreCase)]
        : [];

    /// <summary>True when there is one of that name, readable or not.</summary>
    public bool Has(string name) => File.Exists(FileOf(name));

    /// <summary>Reads one.</summary>
    /// <exception cref="InputException">There is none of that name, others can read the file, or it is damaged.</exception>
    public ProfileDocument Read(string name)
    {
        var file = FileOf(name);
        if (!File.Exists(file))
        {
            throw NotFound(name);
        }

        CheckPrivate(file);
        return Parse(file, name);
    }

    /// <summary>The exception for a name that none is saved under.</summary>
    public InputException NotFound(string name)
    {
        var others = Names;
        var saved = others.Count == 0 ? "None is saved" : $"Saved are {string.Join(", ", others)}";
        return new InputException(InputProblem.NotFound, $"There is no profile '{name}'. {saved}; Save-AuthentikProfile saves one.", name);
    }

    /// <summary>Saves one; a file that is there already is replaced as a whole, or stays as it was.</summary>
    /// <exception cref="InputException">The name cannot be one of a profile.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public Profile Write(Profile profile, IReadOnlyDictionary<string, string>? plainSecrets)
    {
        var file = FileOf(profile.Name);
        MakeFolder();
        var draft = $"{file}.{Guid.NewGuid():N}.new";
        try
        {
            using (var stream = new FileStream(draft, PrivateFile.ForWriting(FileMode.CreateNew, FileShare.Read)))
            {
                JsonSerializer.Serialize(stream, new ProfileDocument(ProfileDocument.PresentFormat, profile, plainSecrets), ProfileDocument.Json);
            }

            File.Move(draft, file, overwrite: true);
        }
        finally
        {
            File.Delete(draft);
        }

        return profile with { Path = file };
    }

    /// <summary>Removes one, readable or not.</summary>
    /// <exception cref="IOException">The file cannot be deleted.</exception>
    public void Remove(string name) => File.Delete(FileOf(name));

    /// <summary>The file of a profile.</summary>
    /// <exception cref="InputException">The name cannot be one of a profile.</exception>
    public string FileOf(string name)
    {
        var isName = name.Length is > 0 and <= 64 && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.') && char.IsAsciiLetterOrDigit(name[0]);
        return isName
            ? Path.Combine(folder, name + Extension)
            : throw new InputException(
                InputProblem.InvalidValue, $"'{name}' cannot be a profile's name: it has up to 64 letters, digits, dots, hyphens and underscores, and begins with a letter or digit.", name);
    }

    private void MakeFolder()
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, OwnersFolder);
        }
    }

    // On Windows the folder lets nobody else in but administrators.
    private static void CheckPrivate(string file)
    {
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(file) & Others) is not UnixFileMode.None and var mode)
        {
            throw new InputException(
                InputProblem.InvalidValue,
                $"Others may read or change {file} ({mode}), so it is not used. Look whether it still says what you saved, renew the secret if there is one in it, and then: chmod 600 '{file}'",
                file);
        }
    }

    private static ProfileDocument Parse(string file, string name)
    {
        try
        {
            using var stream = File.OpenRead(file);
            var document = JsonSerializer.Deserialize<ProfileDocument>(stream, ProfileDocument.Json);
            return document switch
            {
                { Format: > ProfileDocument.PresentFormat } => throw Damaged(file, name, "a newer version of the module wrote it"),
                { Format: ProfileDocument.PresentFormat, Profile: { Uri.IsAbsoluteUri: true } profile } when HasPassword(profile.Uri) || HasPassword(profile.Proxy) =>
                    throw Damaged(file, name, "an address in it holds a name or password, which is shown with it"),
                { Format: ProfileDocument.PresentFormat, Profile: { Uri.IsAbsoluteUri: true } profile } => document with { Profile = profile with { Name = name, Path = file } },
                _ => throw Damaged(file, name, "it does not say how to connect"),
            };
        }
        catch (JsonException failure)
        {
            // What stands in the file may be a secret; only the place is told.
            throw Damaged(file, name, $"line {failure.LineNumber + 1} is not as it was written");
        }
    }

    private static bool HasPassword(Uri? address) => address?.OriginalString.Contains('@', StringComparison.Ordinal) == true;

    private static InputException Damaged(string file, string name, string why) => new(
        InputProblem.InvalidValue,
        $"The profile {file} cannot be read: {why}. Remove it with Remove-AuthentikProfile {name}, connect, and save it again with Save-AuthentikProfile {name}.",
        file);
}
