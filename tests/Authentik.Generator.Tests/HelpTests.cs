using System.Xml.Linq;
using Authentik.Generator.Book;
using Authentik.Generator.Emit.Help;
using Authentik.Generator.Output;
using Authentik.Generator.Tests.Support;

namespace Authentik.Generator.Tests;

public sealed class HelpTests : IDisposable
{
    private const string Text = """
        synopsis: Opens a thing.
        description: It opens it.
        examples:
          - {code: Open-AuthentikThing a, remark: Opens a.}
        links: [Get-AuthentikThing]
        """;

    private readonly SmallBook book = new();
    private readonly Refusals refusals = new();

    public void Dispose() => book.Dispose();

    [Fact]
    public void Every_generated_command_has_its_help()
    {
        using var compiled = Compiled();
        var read = book.Read();
        var help = new BookHelp(read, compiled).DescribeAll(read.Assemblies.Single()).ToList();
        Assert.Equal(
            ["Get-AuthentikThing", "New-AuthentikThing", "Set-AuthentikThing", "Remove-AuthentikThing"],
            help.Select(command => command.Name));
        Assert.Equal(["Gets things.", "Creates a thing.", "Changes a thing.", "Removes things."], help.Select(command => command.Synopsis));
        Assert.Equal(["Name"], help[1].Parameters.Where(parameter => parameter.IsRequired).Select(parameter => parameter.Name));
        Assert.Equal(["owners"], Parameter(help[1], "Owner").Aliases);
        Assert.Contains(
            "- blue: Like the sky. Server versions: 2025.2 and later. Use red on others.", Parameter(help[1], "Colour").Description);
        Assert.Equal(
            ["Specifies the things to get. Use a name, an id, or the object. Separate several with commas."],
            Parameter(help[0], "Identity").Description);
    }

    [Theory]
    [InlineData("duration", "Colour. Specify a TimeSpan, or a string such as 2:00:00, '90 minutes' or 'hours=2;minutes=5'.")]
    [InlineData(
        "date",
        "Colour. Specify a date, a string such as 2026-12-31 or 2026-12-31T18:00:00Z, or what counts from now: a TimeSpan or '30 days'.")]
    public void Help_says_how_durations_and_dates_are_written(string type, string sentence)
    {
        using var compiled = Compiled();
        using var changed = SmallBook.With("colour: Colour | |", $"colour: {type} | |");
        var read = changed.Read();
        var help = new BookHelp(read, compiled).DescribeAll(read.Assemblies.Single()).ToList();
        Assert.Equal([sentence], Parameter(help[1], "Colour").Description);
    }

    [Theory]
    [InlineData("..2024.12", "2025.2..", null)]
    [InlineData("2025.2", "2025.4..", "Server versions: all of 2025.2 and 2025.4 and later.")]
    public void A_parameter_of_two_filters_has_the_last_ones_help_and_the_versions_of_both(string one, string other, string? versions)
    {
        using var compiled = Compiled();
        using var changed = SmallBook.With(
            "made__gt: date | in 2025.2.. | Things made later.",
            $"title: text | in {one}; as Label | Old.\n      label: text | in {other} | Things with this label.");
        var read = changed.Read();
        var help = new BookHelp(read, compiled).DescribeAll(read.Assemblies.Single()).First();
        var label = help.Parameters.Single(parameter => parameter.Name == "Label");
        Assert.Equal(versions is null ? ["Things with this label."] : ["Things with this label.", versions], label.Description);
    }

    [Fact]
    public void Parameters_of_base_classes_come_from_their_attributes_and_summaries()
    {
        using var compiled = Compiled();
        var read = book.Read();
        var help = new BookHelp(read, compiled).DescribeAll(read.Assemblies.Single()).ToList();
        Assert.Equal(["List"], Parameter(help[0], "Search").Sets);
        Assert.Equal(["Specifies the session, or its name. See String."], Parameter(help[0], "Session").Description);
        Assert.Equal(["Session", "WhatIf", "Confirm"], help[1].Parameters.TakeLast(3).Select(parameter => parameter.Name));
        Assert.True(Parameter(help[2], "PassThru").IsSwitch);
        Assert.DoesNotContain(help[2].Parameters, parameter => parameter.Name == "InputObject");
    }

    [Fact]
    public void Help_of_hand_written_commands_comes_from_the_command_and_its_text()
    {
        var help = Assert.Single(ReadHandWritten("Open-AuthentikThing.yaml", Text));
        refusals.ThrowIfAny();
        Assert.Equal("Opens a thing.", help.Synopsis);
        Assert.Equal(["A", "B"], help.Sets);
        Assert.Equal(["Name", "Sizes", "Other", "Session", "WhatIf", "Confirm"], help.Parameters.Select(parameter => parameter.Name));
        var (name, sizes, other) = (help.Parameters[0], help.Parameters[1], help.Parameters[2]);
        Assert.Equal((true, 0, true, "String"), (name.IsRequired, name.Position, name.TakesPipeline, name.Type));
        Assert.Equal(["n", "Title"], name.Aliases);
        Assert.Equal(["Specifies the name."], name.Description);
        Assert.Equal(["Specifies the session of the thing."], Parameter(help, "Session").Description);
        Assert.Equal((false, 1, false, "Int32[]"), (sizes.IsRequired, sizes.Position, sizes.TakesPipeline, sizes.Type));
        Assert.Null(other.Position);
        Assert.False(other.IsIn("A"));
        Assert.True(name.IsIn("A"));
    }

    [Theory]
    [InlineData("Opens-AuthentikThing.yaml", "", "", RefusalCode.WrongVerb)]
    [InlineData("Open-AuthentikOther.yaml", "", "", RefusalCode.UnknownCommand)]
    [InlineData("Open-AuthentikOther.yaml", "", "", RefusalCode.Missing)]
    [InlineData("Get-AuthentikThing.yaml", "", "", RefusalCode.NameTwice)]
    [InlineData("Open-AuthentikThing.yaml", "description: It opens it.", "", RefusalCode.NoHelp)]
    [InlineData("Open-AuthentikThing.yaml", "links:", "related:", RefusalCode.UnknownKey)]
    [InlineData("Open-AuthentikThing.yaml", "links:", "parameters: {Name: Its name.}\nlinks:", RefusalCode.UnknownKey)]
    [InlineData("Open-AuthentikThing.yaml", "  - {code: Open-AuthentikThing a, remark: Opens a.}", "  []", RefusalCode.NoExample)]
    public void A_fault_in_hand_written_help_is_refused(string file, string line, string instead, string code)
    {
        ReadHandWritten(file, line.Length == 0 ? Text : Text.Replace(line, instead, StringComparison.Ordinal));
        Assert.Contains(refusals.All, refusal => refusal.Code == code);
    }

    [Fact]
    public void A_parameter_without_a_summary_is_refused()
    {
        var documentation = Path.Combine(book.Folder, "Sample.xml");
        File.Copy(Assembly, Path.ChangeExtension(documentation, ".dll"));
        File.WriteAllText(documentation, "<doc><members /></doc>");
        using var compiled = CompiledCommands.Open([Path.ChangeExtension(documentation, ".dll")], References, refusals);
        compiled.ListParameters("SetCommand");
        Assert.Equal(2, refusals.All.Count(refusal => refusal.Code == RefusalCode.NoHelp));
    }

    [Fact]
    public void The_files_are_named_for_the_assemblies_and_are_XML()
    {
        var texts = WriteText("Open-AuthentikThing.yaml", Text);
        var path = Path.Combine(book.Folder, "en-US");
        HelpOutput.Write(book.Read(), new HelpInput(texts, [Assembly], References), new OutputFolder(path));
        Assert.Equal(4, XDocument.Load(Path.Combine(path, "Authentik.Things.dll-Help.xml")).Root!.Elements().Count());
        Assert.Single(XDocument.Load(Path.Combine(path, "Authentik.Generator.Tests.dll-Help.xml")).Root!.Elements());
    }

    private static string Assembly => typeof(HelpTests).Assembly.Location;

    private static string[] References => ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator);

    private static ParameterHelp Parameter(CommandHelp help, string name) => help.Parameters.Single(parameter => parameter.Name == name);

    private CompiledCommands Compiled() => CompiledCommands.Open([Assembly], References, refusals);

    private string WriteText(string name, string text)
    {
        var folder = Directory.CreateDirectory(Path.Combine(book.Folder, "Help")).FullName;
        File.WriteAllText(Path.Combine(folder, name), text);
        return folder;
    }

    private IReadOnlyList<CommandHelp> ReadHandWritten(string name, string text)
    {
        using var compiled = Compiled();
        return HandWrittenHelp.ReadAll(WriteText(name, text), book.Read(), compiled, refusals);
    }
}
