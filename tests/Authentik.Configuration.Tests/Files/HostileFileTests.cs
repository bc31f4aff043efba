using System.Diagnostics;
using System.Text;
using Authentik.Configuration.Files;

namespace Authentik.Configuration.Tests.Files;

/// <summary>Whatever a file contains, it's read or refused with its place.</summary>
public class HostileFileTests
{
    private const string Mapping = """
        {"name": "Ä mapping", "scope_name": "0123", "description": "a 'b' \u0001 \"c\"\nd", "expression": "return {}\n"}
        """;

    private const string Provider = """
        {"name": "a", "redirect_uris": [{"matching_mode": "strict", "url": "https://a.example/#b"},
            {"matching_mode": "regex", "url": "^\\d+$"}]}
        """;

    private static readonly string[] Signs =
    [
        "&a ", "*a", "!t ", "!!int ", "<<: ", "\t", "\0", "\u0085", "\uFEFF", "%YAML 1.2\n", "---\n", "...\n",
        "? ", "- ", "{", "}", "[", "]", "\"", "'", "|9\n",
        ">-\n", "#", "\\", ": ", "\r", "\n", ",", "@", "`", "\\ud800", "\\U0011FFFF", "1e999999", "0x", "{file: x}",
    ];

    [Theory]
    [InlineData("%YAML 99999999999.1\n---\na: 1\n")]
    [InlineData("%YAML 1.2\n%YAML 1.2\n---\na: 1\n")]
    [InlineData("%TAG ! tag:x,2000:\n---\na: !x 1\n")]
    [InlineData("%TAG !! x\n---\na: !!int 1\n")]
    [InlineData("%\n---\na: 1\n")]
    [InlineData("a: \"\\uD83D\"\n")]
    [InlineData("a: \"\\U00110000\"\n")]
    [InlineData("a: \"\\xZZ\"\n")]
    [InlineData("a: !<x\n")]
    [InlineData("a: !%ZZ x\n")]
    [InlineData("a: & x\n")]
    [InlineData("a: |0\n x\n")]
    [InlineData("a: |99\n x\n")]
    [InlineData("a: *\n")]
    [InlineData("&a\n")]
    [InlineData("]\n")]
    [InlineData("a: 1\n b: 2\n")]
    [InlineData("? a\n? b\n- c\n")]
    [InlineData("a: b\nc: @\r\n: '")]
    public void Odd_yaml_is_refused_as_such(string text) => Assert.Throws<DocumentFormatException>(() => DocumentFormats.Yaml.Read(text));

    [Theory]
    [InlineData("yaml")]
    [InlineData("json")]
    public async Task Files_that_were_changed_at_random_are_read_or_refused(string format)
    {
        using var folder = new TestFolder();
        folder.Export(
            new FolderWriteOptions { Format = DocumentFormats.Find(format)! },
            TestFolder.Make("ScopeMapping", Mapping), TestFolder.Make("OAuth2Provider", Provider));
        var random = new Random(7);
        foreach (var path in folder.List())
        {
            var bytes = Encoding.UTF8.GetBytes(folder.Read(path));
            for (var round = 0; round < 500; round++)
            {
                folder.Write(path, Change(bytes, random));
                await ReadAsync(folder);
            }

            folder.Write(path, bytes);
        }
    }

    [Theory]
    [InlineData("yaml")]
    [InlineData("json")]
    public async Task A_document_that_was_cut_off_in_a_line_is_refused(string format)
    {
        using var folder = new TestFolder();
        folder.Export(new FolderWriteOptions { Format = DocumentFormats.Find(format)! }, TestFolder.Make("OAuth2Provider", Provider));
        var path = $"OAuth2Provider/a.{format}";
        var text = folder.Read(path);
        foreach (var length in Enumerable.Range(0, text.Length - 1).Where(length => length == 0 || text[length - 1] != '\n'))
        {
            folder.Write(path, text[..length]);
            Assert.NotEmpty(await folder.FindProblemsAsync());
        }
    }

    [Theory]
    [InlineData("a: [")]
    [InlineData("a: {")]
    [InlineData("- ")]
    [InlineData("? ")]
    [InlineData("a: &a ")]
    [InlineData("a: !t ")]
    [InlineData("a: 'x' ")]
    [InlineData("#")]
    [InlineData("\n")]
    [InlineData("a\n")]
    [InlineData("a: b\n")]
    [InlineData("\"\\n")]
    public void Large_files_of_one_sign_end_soon(string sign)
    {
        var text = string.Concat(Enumerable.Repeat(sign, 2_000_000 / sign.Length)) + "\n";
        var watch = Stopwatch.StartNew();
        Assert.Throws<DocumentFormatException>(() => DocumentFormats.Yaml.Read(text));
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(10));
    }

    private static async Task ReadAsync(TestFolder folder)
    {
        try
        {
            await folder.ReadAsync();
        }
        catch (ConfigurationFileException error)
        {
            Assert.All(error.Problems, problem => Assert.InRange(problem.Line ?? 1, 1, 1000));
        }
    }

    private static byte[] Change(byte[] bytes, Random random)
    {
        var changed = bytes.ToList();
        for (var count = random.Next(1, 4); count > 0; count--)
        {
            var at = random.Next(changed.Count);
            switch (random.Next(4))
            {
                case 0:
                    changed.RemoveRange(at, random.Next(changed.Count - at));
                    changed.Add((byte)'\n');
                    break;
                case 1:
                    changed[at] = (byte)random.Next(256);
                    break;
                default:
                    changed.InsertRange(at, Encoding.UTF8.GetBytes(Signs[random.Next(Signs.Length)]));
                    break;
            }
        }

        return [.. changed];
    }
}
