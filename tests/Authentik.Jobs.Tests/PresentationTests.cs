using System.Text.RegularExpressions;
using System.Xml.Linq;
using Authentik.Tests.Support;

namespace Authentik.Jobs.Tests;

/// <summary>How jobs are presented: a view for each type that they return, and help with examples and a guide for each command.</summary>
public partial class PresentationTests
{
    private const int NarrowWindow = 80;

    public static TheoryData<string> Types =>
    [
        .. typeof(JobObject).Assembly.GetExportedTypes()
            .Where(type => type.IsSubclassOf(typeof(JobObject)) && !type.IsAbstract)
            .Select(type => type.FullName!),
    ];

    public static TheoryData<string> Commands =>
        [.. Directory.EnumerateFiles(HelpFolder, "*.yaml").Select(file => Path.GetFileNameWithoutExtension(file)!)];

    private static string HelpFolder => Path.Combine(Repository.Root, "src/Authentik.PowerShell/Help/Jobs");

    [Theory]
    [MemberData(nameof(Types))]
    public void What_a_job_returns_has_a_view_of_its_own_that_fits_a_narrow_window(string type)
    {
        var views = ReadViews().Where(view => view.Descendants("TypeName").Any(name => name.Value == type)).ToList();
        Assert.NotEmpty(views);
        Assert.All(views.Descendants("TableHeaders"), headers => Assert.InRange(Measure(headers), 0, NarrowWindow));
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void A_command_has_three_examples_and_a_guide(string command)
    {
        var help = File.ReadAllText(Path.Combine(HelpFolder, $"{command}.yaml"));
        Assert.InRange(Example().Count(help), 3, 12);
        var guides = File.ReadAllText(Path.Combine(Repository.Root, "api/guides.yaml"));
        var noun = command[(command.IndexOf("-Authentik", StringComparison.Ordinal) + "-Authentik".Length)..];
        Assert.Matches($@"[|,] *({Regex.Escape(noun)}|{Regex.Escape(command)})\b", guides);
    }

    private static IEnumerable<XElement> ReadViews() => Directory
        .EnumerateFiles(Path.Combine(Repository.Root, "formats"), "*.format.ps1xml")
        .SelectMany(file => XDocument.Load(file).Descendants("View"));

    // Between two columns there is a blank, and a column without a width needs at least ten.
    private static int Measure(XElement headers)
    {
        var columns = headers.Elements("TableColumnHeader").ToList();
        return columns.Sum(column => (int?)column.Element("Width") ?? 10) + columns.Count - 1;
    }

    [GeneratedRegex(@"(?m)^  - code:")]
    private static partial Regex Example();
}
