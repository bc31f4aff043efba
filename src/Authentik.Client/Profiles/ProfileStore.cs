using System.Text.Json;
using System.Text.Json.Serialization;

namespace Authentik.Profiles;

/// <summary>
/// The saved profiles: one JSON file each, readable only by its owner, in the user's configuration folder (<c>~/.config</c> or
/// <c>XDG_CONFIG_HOME</c>, <c>Application Support</c>, <c>AppData</c>).
/// </summary>
internal sealed class ProfileStore(string? folder = null)
{
    private const string Extension = ".json";
    private const UnixFileMode OwnersFolder = PrivateFile.OwnerOnly | UnixFileMode.UserExecute;
    private const UnixFileMode Others = ~OwnersFolder;

    private readonly string folder = folder ?? Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData, Environment.SpecialFolderOption.DoNotVerify),
        "Authentik",
        "profiles");

    /// <summary>The names of all profiles, sorted.</summary>
    public IReadOnlyList<string> Names => Directory.Exists(folder)
        ? [.. Directory.EnumerateFiles(folder, "*" + Extension)
            .Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.OrdinalIgnoreCase)]
        : [];

    /// <summary>True if a profile of that name exists, readable or not.</summary>
    public bool Contains(string name) => File.Exists(FileOf(name));

    /// <summary>Reads a profile.</summary>
    /// <exception cref="InputException">The profile doesn't exist, others can read its file, or the file is damaged.</exception>
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

    /// <summary>Creates the exception for a profile that doesn't exist.</summary>
    public InputException NotFound(string name)
    {
        var others = Names;
        var saved = others.Count == 0 ? "No profile is saved." : $"Saved profiles: {string.Join(", ", others)}.";
        return new InputException(
            InputProblem.NotFound, $"The profile '{name}' was not found. {saved} Use Save-AuthentikProfile to save one.", name);
    }

    /// <summary>Saves a profile. An existing file is replaced as a whole, or stays as it was.</summary>
    /// <exception cref="InputException">The name isn't valid.</exception>
    /// <exception cref="IOException">The file can't be written.</exception>
    public Profile Write(Profile profile, IReadOnlyDictionary<string, string>? plainSecrets)
    {
        var file = FileOf(profile.Name);
        CreateFolder();
        var draft = $"{file}.{Guid.NewGuid():N}.new";
        try
        {
            using (var stream = new FileStream(draft, PrivateFile.ForWriting(FileMode.CreateNew, FileShare.Read)))
            {
                var document = new ProfileDocument(ProfileDocument.CurrentFormat, profile, plainSecrets);
                JsonSerializer.Serialize(stream, document, ProfileDocument.Json);
            }

            File.Move(draft, file, overwrite: true);
        }
        finally
        {
            File.Delete(draft);
        }

        return profile with { Path = file };
    }

    /// <summary>Removes a profile, readable or not.</summary>
    /// <exception cref="IOException">The file can't be deleted.</exception>
    public void Remove(string name) => File.Delete(FileOf(name));

    /// <summary>The file of a profile.</summary>
    /// <exception cref="InputException">The name isn't valid.</exception>
    public string FileOf(string name)
    {
        var isValid = name.Length is > 0 and <= 64 && char.IsAsciiLetterOrDigit(name[0])
            && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.');
        return isValid ? Path.Combine(folder, name + Extension) : throw new InputException(
            InputProblem.InvalidValue,
            $"'{name}' isn't a valid profile name. Use up to 64 letters, digits, dots, hyphens and underscores, and begin with a letter "
                + "or digit.",
            name);
    }

    private void CreateFolder()
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

    // On Windows only the owner and administrators can read the folder.
    private static void CheckPrivate(string file)
    {
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(file) & Others) is not UnixFileMode.None and var mode)
        {
            throw new InputException(
                InputProblem.InvalidValue,
                $"Others may read or change {file} ({mode}), so the profile is not used. Check that the file still contains what you "
                    + $"saved, renew the secret if it contains one, and then run: chmod 600 '{file}'",
                file);
        }
    }

    private static ProfileDocument Parse(string file, string name)
    {
        try
        {
            using var stream = File.OpenRead(file);
            var document = JsonSerializer.Deserialize<ProfileDocument>(stream, ProfileDocument.Json);
            if (document is { Format: > ProfileDocument.CurrentFormat })
            {
                throw Damaged(file, name, "a newer version of the module wrote it");
            }

            if (document is not { Format: ProfileDocument.CurrentFormat, Profile: { Uri.IsAbsoluteUri: true } profile })
            {
                throw Damaged(file, name, "it has no address to connect to");
            }

            return HasPassword(profile.Uri) || HasPassword(profile.Proxy)
                ? throw Damaged(file, name, "an address in it contains a user name or password, which would be shown")
                : document with { Profile = profile with { Name = name, Path = file } };
        }
        catch (JsonException failure)
        {
            // The content may be a secret, so only its place is reported.
            throw Damaged(file, name, failure.LineNumber is { } line ? $"line {line + 1} isn't valid" : "a required setting is missing");
        }
    }

    private static bool HasPassword(Uri? address) => address?.OriginalString.Contains('@', StringComparison.Ordinal) == true;

    private static InputException Damaged(string file, string name, string why) => new(
        InputProblem.InvalidValue,
        $"The profile {file} can't be read: {why}. Remove it with Remove-AuthentikProfile {name}, connect, and save it again with "
            + $"Save-AuthentikProfile {name}.",
        file);
}

/// <summary>The content of a profile's file.</summary>
/// <param name="Format">The version of the file's format; a newer one is refused.</param>
/// <param name="Profile">The settings.</param>
/// <param name="Secrets">Secrets in plain text, by name; null if they are in a vault, or if there are none.</param>
internal sealed record ProfileDocument(int Format, Profile Profile, IReadOnlyDictionary<string, string>? Secrets)
{
    /// <summary>The format that is written.</summary>
    public const int CurrentFormat = 1;

    /// <summary>How the file is written as JSON.</summary>
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };
}
