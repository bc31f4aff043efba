using Authentik.Generator.Book;
using Authentik.Generator.Emit.Help;
using Authentik.Generator.Emit.Reference;
using Authentik.Generator.Output;
using Authentik.Generator.Tests.Support;

namespace Authentik.Generator.Tests;

/// <summary>The pages of the reference, from the same help as Get-Help's.</summary>
public sealed class ReferenceTests : IDisposable
{
    private const string HandWritten = """
        synopsis: Opens a thing.
        description: It opens it.
        examples:
          - {code: Open-AuthentikThing a, remark: Opens a.}
        links: [Get-AuthentikThing]
        """;

    private const string Topic = """
        TOPIC
            about_Authentik_Things

        SHORT DESCRIPTION
            Describes things, see
            Get-AuthentikThing.

        LONG DESCRIPTION
            A thing <is> a thing_type.

            MANY THINGS

            - the first
              of two
            - the second

            A term
                Get-AuthentikThing -Search a

                They say what it does.

            As columns:

                one      two

        SEE ALSO
            Get-AuthentikThing
            Get-Item
        """;

    private readonly SmallBook book = new();
    private readonly string pages;

    public ReferenceTests()
    {
        pages = Path.Combine(book.Folder, "reference");
        Write("Help", "Open-AuthentikThing.yaml", HandWritten);
        Write("about", "about_Authentik_Things.help.txt", Topic);
    }

    public void Dispose() => book.Dispose();

    [Fact]
    public void Each_command_topic_and_chapter_has_a_page()
    {
        WriteReference();
        Assert.Equal(
            [
                "Get-AuthentikThing", "New-AuthentikThing", "Open-AuthentikThing", "Remove-AuthentikThing", "Set-AuthentikThing",
                "about_Authentik_Things", "index", "things",
            ],
            Directory.GetFiles(pages).Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_page_that_is_no_longer_made_is_deleted()
    {
        Write("reference", "Get-AuthentikOther.md", "# Old");
        WriteReference();
        Assert.False(File.Exists(Path.Combine(pages, "Get-AuthentikOther.md")));
    }

    [Fact]
    public void A_command_has_the_sections_of_its_help()
    {
        WriteReference();
        var page = Read("Get-AuthentikThing");
        Assert.StartsWith("# Get-AuthentikThing\n\nGets things.\n\n", page, StringComparison.Ordinal);
        Assert.Equal(
            ["Syntax", "Description", "Examples", "Parameters", "Inputs", "Outputs", "Related links"],
            page.Split('\n').Where(line => line.StartsWith("## ", StringComparison.Ordinal)).Select(line => line[3..]));
        Assert.Contains("Parameter set List, the default:\n\n```text\nGet-AuthentikThing [-", page, StringComparison.Ordinal);
        Assert.Contains("```text\nGet-AuthentikThing [-Identity] <ThingIdentity[]>", page, StringComparison.Ordinal);
        Assert.Contains("Reads a.\n\n```powershell\nGet-AuthentikThing a\n```", page, StringComparison.Ordinal);
        Assert.Contains(
            "### -Identity\n\n`ThingIdentity[]` · required · position 0 · from the pipeline · parameter set Identity\n\nSpecifies the",
            page,
            StringComparison.Ordinal);
        Assert.Contains("- [Set-AuthentikThing](Set-AuthentikThing.md)", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Values_are_a_list()
    {
        WriteReference();
        Assert.Contains("Colour.\n\n", Read("New-AuthentikThing"), StringComparison.Ordinal);
        Assert.Contains("\n- `red`: Like blood.\n- `blue`: Like the sky. Server", Read("New-AuthentikThing"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_hand_written_command_belongs_to_the_resource_that_it_is_about()
    {
        WriteReference();
        Assert.Contains("- [Open-AuthentikThing](Open-AuthentikThing.md): Opens a thing.", Read("things"), StringComparison.Ordinal);
        Assert.Contains("](things.md)", Read("Open-AuthentikThing"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_topic_becomes_Markdown()
    {
        WriteReference();
        Assert.Equal(
            """
            # about_Authentik_Things

            Describes things, see [Get-AuthentikThing](Get-AuthentikThing.md).

            A thing \<is\> a `thing_type`.

            ## Many things

            - the first of two

            - the second

            **A term**

            ```powershell
            Get-AuthentikThing -Search a
            ```

            They say what it does.

            As columns:

            ```text
            one      two
            ```

            ## See also

            - [Get-AuthentikThing](Get-AuthentikThing.md)
            - `Get-Item`

            """,
            Read("about_Authentik_Things"));
    }

    [Theory]
    [InlineData("$null removes it.", "`$null` removes it.")]
    [InlineData("Use -Force, or -Confirm:$false.", "Use `-Force`, or `-Confirm:$false`.")]
    [InlineData("With -Identity { $_.Login }.", "With `-Identity { $_.Login }`.")]
    [InlineData("Get-AuthentikThing and Get-AuthentikOther.", "[Get-AuthentikThing](Get-AuthentikThing.md) and `Get-AuthentikOther`.")]
    [InlineData("GET /things/{pk}/, and https://example.com/a.", "`GET /things/{pk}/`, and `https://example.com/a`.")]
    [InlineData("is_active *or* [this] <a>", @"`is_active` \*or\* \[this\] \<a\>")]
    [InlineData("A built-in one-time 2026-12-31.", "A built-in one-time 2026-12-31.")]
    public void What_is_typed_is_code_and_nothing_else_is_markup(string text, string markdown) =>
        Assert.Equal(markdown, new Prose(new HashSet<string> { "Get-AuthentikThing" }).Write(text));

    private static string[] References => ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator);

    private void WriteReference() => ReferenceOutput.Write(
        book.Read(),
        new HelpInput(Path.Combine(book.Folder, "Help"), [typeof(ReferenceTests).Assembly.Location], References),
        Path.Combine(book.Folder, "about"),
        new OutputFolder(pages));

    private string Read(string page) => File.ReadAllText(Path.Combine(pages, $"{page}.md"));

    private void Write(string folder, string file, string text)
    {
        var path = Directory.CreateDirectory(Path.Combine(book.Folder, folder)).FullName;
        File.WriteAllText(Path.Combine(path, file), text);
    }
}
