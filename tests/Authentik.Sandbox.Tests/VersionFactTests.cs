using System.Text.RegularExpressions;
using Authentik.Book;
using Authentik.Sandboxing.Tests.Support;
using Authentik.Sandboxing.Versions;
using Authentik.Tests.Support;

namespace Authentik.Sandboxing.Tests;

/// <summary>Lists of the sandbox that a new version changes: they agree with the book, or with authentik's own documents.</summary>
public partial class VersionFactTests
{
    private const string Documents = "schemas";

    public static TheoryData<string> BookVersions =>
        [Resources.Book.Oldest.ToString(), "2025.8.6", "2025.12.4", "2026.2.2", "2026.5.6", Resources.Book.Newest.ToString()];

    // Without the documents, one row says that the test was skipped.
    public static TheoryData<string> DocumentVersions => Folder is null
        ? [string.Empty]
        : [.. Directory.EnumerateFiles(Folder, "authentik-*.yml").Select(VersionOf)];

    private static string? Folder => SharedMaterial.Folder(Documents);

    [Theory]
    [MemberData(nameof(BookVersions))]
    public void The_types_of_oauth_sources_are_those_of_the_book(string version)
    {
        var parsed = ServerVersion.Parse(version);
        var book = Resources.Book["OAuthSource"].GetField("provider_type").Values!.Values;
        var types = EmbeddedFiles.ReadList("oauth-source-types.json").Where(type =>
            type!["$versions"]?.ToString() is not { } range || VersionRange.Parse(range).Contains(parsed));
        Assert.Equal(
            book.Where(value => value.Versions.Contains(parsed)).Select(value => value.Text).Order(StringComparer.Ordinal),
            types.Select(type => type!["name"]!.ToString()).Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(DocumentVersions))]
    public void The_flags_are_those_of_the_documents(string version)
    {
        Assert.SkipWhen(Folder is null, SharedMaterial.Absent(Documents));
        var document = File.ReadAllText(Path.Combine(Folder!, $"authentik-{version}.yml"));
        Assert.Equal(FlagsOf(document), SettingFlags.FindNames(ServerVersion.Parse(version)).Order(StringComparer.Ordinal));
    }

    private static string VersionOf(string file) => Path.GetFileNameWithoutExtension(file)["authentik-".Length..];

    // The properties of the field 'flags' of the settings.
    private static IEnumerable<string> FlagsOf(string document)
    {
        var fields = Settings().Match(document).Groups["body"].Value;
        Assert.NotEmpty(fields);
        var flags = Flags().Match(fields).Groups["body"].Value;
        return Names().Matches(flags).Select(name => name.Groups[1].Value).Order(StringComparer.Ordinal);
    }

    [GeneratedRegex(@"^    Settings:\n(?<body>(?:     .*\n)*)", RegexOptions.Multiline)]
    private static partial Regex Settings();

    [GeneratedRegex(@"^        flags:\n(?<body>(?:         .*\n)*)", RegexOptions.Multiline)]
    private static partial Regex Flags();

    [GeneratedRegex(@"^            (\w+):$", RegexOptions.Multiline)]
    private static partial Regex Names();
}
