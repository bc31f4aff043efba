using Authentik.Configuration.Files;

namespace Authentik.Configuration.Tests.Files;

/// <summary>Names of files are the same everywhere, and every file system takes them.</summary>
public class FileNameTests
{
    [Theory]
    [InlineData("Grafana Viewers", "grafana-viewers")]
    [InlineData("default-authentication-flow", "default-authentication-flow")]
    [InlineData("authentik default OAuth Mapping: OpenID 'email'", "authentik-default-oauth-mapping-openid-email")]
    [InlineData("..", "unnamed")]
    [InlineData("", "unnamed")]
    [InlineData("../../etc/passwd", "etc-passwd")]
    [InlineData("C:\\Windows", "c-windows")]
    [InlineData("con", "con-unnamed")]
    [InlineData("CON", "con-unnamed")]
    [InlineData("NUL.txt", "nul-txt")]
    [InlineData("com1", "com1-unnamed")]
    [InlineData("LPT9", "lpt9-unnamed")]
    [InlineData("com10", "com10")]
    [InlineData("name. ", "name")]
    [InlineData(" .name", "name")]
    [InlineData("-rf", "rf")]
    [InlineData("Übersicht", "übersicht")]
    [InlineData("U\u0308bersicht", "übersicht")]
    [InlineData("日本語 アプリ", "日本語-アプリ")]
    [InlineData("हिन्दी", "हिन्दी")]
    [InlineData("a\u0000b\u001Bc\u202Ed", "a-b-c-d")]
    [InlineData("smile \U0001F600!", "smile")]
    [InlineData("\uD83D", "unnamed")]
    [InlineData("İstanbul", "İstanbul")]
    public void Titles_become_names(string title, string name) => Assert.Equal(name.Normalize(), FileName.Of(title).Normalize());

    [Theory]
    [InlineData("a")]
    [InlineData("日")]
    [InlineData("\U00020000")]
    public void Names_are_short_in_characters_and_bytes(string letter)
    {
        var name = FileName.Of(string.Concat(Enumerable.Repeat(letter, 500)));
        Assert.InRange(name.Length, 60, 100);
        Assert.InRange(System.Text.Encoding.UTF8.GetByteCount(name), 100, 200);
        Assert.InRange(FileName.Append(name, "12345678").Length, 60, 100);
    }

    [Fact]
    public void Names_that_differ_in_case_alone_get_a_hash_all_of_them()
    {
        ConfigurationObject[] objects = [.. new[] { "Grafana", "grafana", "GRAFANA!", "other" }
            .Select(name => TestFolder.Make("ScopeMapping", $$"""{"name": "{{name}}"}"""))];
        var names = FileNames.Choose(objects);
        Assert.Equal(names, FileNames.Choose([.. objects.Reverse()]));
        Assert.Equal("other", names[objects[3].Key]);
        Assert.All(objects.Take(3), one => Assert.Matches("^grafana-[0-9a-f]{8}$", names[one.Key]));
        Assert.Equal(4, names.Values.Distinct().Count());
    }

    [Fact]
    public void A_name_that_looks_like_one_with_a_hash_is_told_apart()
    {
        ConfigurationObject[] same = [.. new[] { "A", "a" }.Select(name => TestFolder.Make("ScopeMapping", $$"""{"name": "{{name}}"}"""))];
        var taken = TestFolder.Make("ScopeMapping", $$"""{"name": "{{FileNames.Choose(same)[same[0].Key]}}"}""");
        var names = FileNames.Choose([.. same, taken]);
        Assert.Equal(3, names.Values.Distinct().Count());
        Assert.Equal(names, FileNames.Choose([taken, .. same]));
    }

    [Fact]
    public void Letters_that_file_systems_take_for_others_are_told_apart()
    {
        ConfigurationObject[] objects = [.. new[] { "straße", "strasse", "ﬁle", "file" }
            .Select(name => TestFolder.Make("ScopeMapping", $$"""{"name": "{{name}}"}"""))];
        Assert.All(FileNames.Choose(objects).Values, name => Assert.Matches("-[0-9a-f]{8}$", name));
    }
}
