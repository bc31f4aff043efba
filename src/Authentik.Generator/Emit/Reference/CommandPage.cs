using System.Globalization;
using Authentik.Generator.Book;
using Authentik.Generator.Emit.Help;

namespace Authentik.Generator.Emit.Reference;

/// <summary>Writes the help of a command as Markdown, with the sections that Get-Help shows.</summary>
internal sealed class CommandPage(Prose prose)
{
    /// <summary>The page.</summary>
    /// <param name="help">The help.</param>
    /// <param name="chapter">A link to the list of commands that it belongs to.</param>
    public string Write(CommandHelp help, string chapter)
    {
        IEnumerable<string> lines =
        [
            $"# {help.Name}", string.Empty, prose.Write(help.Synopsis), string.Empty, $"Commands: {chapter}",
            .. Heading("Syntax"), .. help.Sets.SelectMany((set, index) => WriteSyntax(help, set, index)),
            .. Heading("Description"), .. prose.WriteAll(help.Description).Skip(1),
            .. help.Examples.Count == 0 ? [] : Heading("Examples"), .. help.Examples.SelectMany(WriteExample).Skip(1),
            .. Heading("Parameters"), .. help.Parameters.SelectMany(parameter => WriteParameter(help, parameter)).Skip(1),
            string.Empty, "PowerShell's common parameters, such as `-Verbose` and `-ErrorAction`, are valid, too.",
            .. Heading("Inputs"), prose.Write(help.Inputs ?? "None"),
            .. Heading("Outputs"), prose.Write(help.Outputs ?? "None"),
            .. help.Links.Count == 0 ? [] : Heading("Related links"), .. help.Links.Select(link => $"- {prose.Link(link)}"),
        ];
        return string.Join('\n', lines) + "\n";
    }

    private static string[] Heading(string text) => [string.Empty, $"## {text}", string.Empty];

    private static IEnumerable<string> WriteSyntax(CommandHelp help, string set, int index)
    {
        if (help.Sets.Count > 1)
        {
            yield return $"{(index == 0 ? string.Empty : "\n")}Parameter set {set}{(index == 0 ? ", the default" : string.Empty)}:\n";
        }

        yield return $"```text\n{SyntaxText.Write(help, set)}\n```";
    }

    private IEnumerable<string> WriteExample(ExampleEntry example) =>
        [string.Empty, prose.Write(example.Remark), string.Empty, "```powershell", .. example.Code.Split('\n'), "```"];

    private IEnumerable<string> WriteParameter(CommandHelp help, ParameterHelp parameter) =>
        [string.Empty, $"### -{parameter.Name}", string.Empty, DescribeUse(help, parameter), .. prose.WriteAll(parameter.Description)];

    private static string DescribeUse(CommandHelp help, ParameterHelp parameter) => string.Join(
        " · ",
        (string[])
        [
            $"`{parameter.Type}`",
            parameter.IsRequired ? "required" : "optional",
            parameter.Position is { } position ? $"position {position.ToString(CultureInfo.InvariantCulture)}" : "named",
            .. parameter.TakesPipeline ? ["from the pipeline"] : Array.Empty<string>(),
            .. parameter.Aliases.Count == 0 ? [] : new[] { $"alias {string.Join(", ", parameter.Aliases.Select(alias => $"`{alias}`"))}" },
            .. parameter.Sets is { } sets && help.Sets.Count > 1 ? [$"parameter set {string.Join(", ", sets)}"] : Array.Empty<string>(),
        ]);
}
