using System.Xml.Linq;
using Authentik.Generator.Book;
using Authentik.Generator.Emit;
using Authentik.Generator.Emit.Help;
using Authentik.Generator.Tests.Support;

namespace Authentik.Generator.Tests;

public class HelpTests
{
    private const string Hand = """
        synopsis: Opens a thing.
        description: It opens it.
        sets: A, B
        parameters:
          Name: String | required; position 0; pipeline; alias n | Its name.
          Other: SwitchParameter | set B | Something else.
        runtime: Session, WhatIf
        examples:
          - {code: Open-AuthentikThing a, remark: Opens a.}
        links: [Get-AuthentikThing]
        """;

    [Fact]
    public void Every_command_has_its_help()
    {
        using var book = new SmallBook();
        var read = book.Read();
        var help = new BookHelp(read).Of(read.Assemblies.Single()).ToList();
        Assert.Equal(["Get-AuthentikThing", "New-AuthentikThing", "Set-AuthentikThing", "Remove-AuthentikThing"], help.Select(command => command.Name));
        Assert.Equal(["Name"], help[1].Parameters.Where(parameter => parameter.IsRequired).Select(parameter => parameter.Name));
        Assert.Equal("owners", string.Join(", ", help[1].Parameters.Single(parameter => parameter.Name == "Owner").Aliases));
        Assert.Contains("- blue: Like the sky. Server versions that know it: 2025.2 and later. Use red on others.", help[1].Parameters.Single(parameter => parameter.Name == "Colour").Description);
    }

    [Fact]
    public void Help_of_hand_written_commands_is_read()
    {
        var help = Assert.Single(ReadHand("Open-AuthentikThing.yaml", Hand));
        Assert.Equal(["A", "B"], help.Sets);
        Assert.Equal(["Name", "Other", "Session", "WhatIf"], help.Parameters.Select(parameter => parameter.Name));
        Assert.Equal((true, 0, true), (help.Parameters[0].IsRequired, help.Parameters[0].Position, help.Parameters[0].TakesPipeline));
        Assert.False(help.Parameters[1].IsIn("A"));
    }

    [Theory]
    [InlineData("Opens-AuthentikThing.yaml", "", "", RefusalCode.WrongVerb)]
    [InlineData("Get-AuthentikThing.yaml", "", "", RefusalCode.NameTwice)]
    [InlineData("Open-AuthentikThing.yaml", "description: It opens it.", "", RefusalCode.NoHelp)]
    [InlineData("Open-AuthentikThing.yaml", "links:", "related:", RefusalCode.UnknownKey)]
    [InlineData("Open-AuthentikThing.yaml", "set B", "set C", RefusalCode.UnknownField)]
    [InlineData("Open-AuthentikThing.yaml", "required; position 0", "required, position 0", RefusalCode.UnknownMark)]
    [InlineData("Open-AuthentikThing.yaml", "runtime: Session", "runtime: Connection", RefusalCode.UnknownField)]
    [InlineData("Open-AuthentikThing.yaml", "  - {code: Open-AuthentikThing a, remark: Opens a.}", "  []", RefusalCode.NoExample)]
    public void A_fault_in_hand_written_help_is_refused(string file, string line, string instead, string code)
    {
        var refused = Assert.Throws<RefusedException>(() => ReadHand(file, line.Length == 0 ? Hand : Hand.Replace(line, instead, StringComparison.Ordinal)));
        Assert.Contains(refused.Refusals, refusal => refusal.Code == code);
    }

    [Fact]
    public void The_file_is_named_for_the_assembly_and_is_XML()
    {
        using var book = new SmallBook();
        var path = Path.Combine(book.Folder, "obj");
        ModuleOutput.Write(book.Read(), book.Manifest(), path);
        var xml = XDocument.Load(Path.Combine(path, "en-US/Authentik.Things.dll-Help.xml"));
        Assert.Equal(4, xml.Root!.Elements().Count());
    }

    private static IReadOnlyList<CommandHelp> ReadHand(string name, string text)
    {
        using var book = new SmallBook();
        var folder = Directory.CreateDirectory(Path.Combine(book.Folder, "Help")).FullName;
        File.WriteAllText(Path.Combine(folder, name), text);
        return HandHelp.ReadAll(folder, book.Read());
    }
}
