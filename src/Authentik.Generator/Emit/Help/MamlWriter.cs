using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using Authentik.Generator.Book;
using Authentik.Generator.Output;

namespace Authentik.Generator.Emit.Help;

/// <summary>Writes help as MAML, the XML that PowerShell reads help of binary commands from.</summary>
internal static class MamlWriter
{
    private static readonly XNamespace Items = "http://msh";
    private static readonly XNamespace Maml = "http://schemas.microsoft.com/maml/2004/10";
    private static readonly XNamespace Command = "http://schemas.microsoft.com/maml/dev/command/2004/10";
    private static readonly XNamespace Dev = "http://schemas.microsoft.com/maml/dev/2004/10";

    /// <summary>The file of one assembly's commands.</summary>
    public static string Write(IEnumerable<CommandHelp> commands)
    {
        var root = new XElement(
            Items + "helpItems",
            new XAttribute("schema", "maml"),
            new XAttribute(XNamespace.Xmlns + "maml", Maml),
            new XAttribute(XNamespace.Xmlns + "command", Command),
            new XAttribute(XNamespace.Xmlns + "dev", Dev),
            commands.Select(WriteCommand));

        // Not indented: PowerShell reads the whole file for the first help of an assembly, and half of it would be spaces.
        using var text = new Utf8Writer();
        using (var xml = XmlWriter.Create(text, new XmlWriterSettings { NewLineChars = "\n", Indent = false }))
        {
            root.Save(xml);
        }

        return text.ToString() + "\n";
    }

    private static XElement WriteCommand(CommandHelp help)
    {
        var name = help.Name.Split('-', 2);
        return new XElement(
            Command + "command",
            new XElement(
                Command + "details",
                new XElement(Command + "name", help.Name),
                new XElement(Command + "verb", name[0]),
                new XElement(Command + "noun", name[^1]),
                Description([help.Synopsis])),
            Description(help.Description),
            new XElement(Command + "syntax", help.Sets.Select(set => WriteSyntax(help, set))),
            new XElement(Command + "parameters", help.Parameters.Select(parameter => WriteParameter(parameter, isFull: true))),
            WriteTypes("inputType", help.Inputs),
            WriteTypes("returnValue", help.Outputs),
            new XElement(Command + "examples", help.Examples.Select(WriteExample)),
            new XElement(Command + "relatedLinks", ListLinks(help).Select(WriteLink)));
    }

    private static XElement WriteSyntax(CommandHelp help, string set) => new(
        Command + "syntaxItem",
        new XElement(Maml + "name", help.Name),
        help.Parameters.Where(parameter => parameter.IsIn(set)).Select(parameter => WriteParameter(parameter, isFull: false)));

    private static XElement WriteParameter(ParameterHelp parameter, bool isFull) => new(
        Command + "parameter",
        new XAttribute("required", Literal.Bool(parameter.IsRequired)),
        new XAttribute("position", parameter.Position?.ToString(CultureInfo.InvariantCulture) ?? "named"),
        isFull ? WriteDetails(parameter) : null,
        new XElement(Maml + "name", parameter.Name),
        isFull ? Description(parameter.Description) : null,
        parameter.IsSwitch && !isFull ? null : WriteValue(parameter),
        isFull ? WriteType(parameter.Type) : null);

    // The syntax shows none of this, and PowerShell reads the whole file for the first help.
    private static XAttribute[] WriteDetails(ParameterHelp parameter) =>
    [
        new("variableLength", Literal.Bool(parameter.Type.EndsWith("[]", StringComparison.Ordinal))),
        new("globbing", "false"),
        new("pipelineInput", parameter.TakesPipeline ? "True (ByValue)" : "False"),
        new("aliases", parameter.Aliases.Count == 0 ? "none" : string.Join(", ", parameter.Aliases)),
    ];

    private static XElement WriteValue(ParameterHelp parameter) => new(
        Command + "parameterValue",
        new XAttribute("required", Literal.Bool(!parameter.IsSwitch)),
        new XAttribute("variableLength", "false"),
        parameter.Type);

    private static XElement WriteType(string type) => new(Dev + "type", new XElement(Maml + "name", type), new XElement(Maml + "uri"));

    private static XElement WriteTypes(string element, string? type) => new(
        Command + (element + "s"),
        new XElement(Command + element, WriteType(type ?? "None")));

    private static XElement WriteExample(ExampleEntry example, int index) => new(
        Command + "example",
        new XElement(Maml + "title", $"---------- Example {index + 1} ----------"),
        new XElement(Dev + "code", example.Code),
        new XElement(Dev + "remarks", new XElement(Maml + "para", example.Remark), new XElement(Maml + "para")));

    private static IEnumerable<string> ListLinks(CommandHelp help) =>
        [.. help.Links, .. help.Topics, .. help.Guides.Select(guide => $"Guide: {guide.Title} (docs/guides/{guide.Page}.md)")];

    private static XElement WriteLink(string text) => new(
        Maml + "navigationLink",
        new XElement(Maml + "linkText", text),
        new XElement(Maml + "uri"));

    private static XElement Description(IEnumerable<string> paragraphs) =>
        new(Maml + "description", paragraphs.Select(text => new XElement(Maml + "para", text)));

    // A StringWriter declares UTF-16, but the file is UTF-8.
    private sealed class Utf8Writer : StringWriter
    {
        public Utf8Writer()
            : base(CultureInfo.InvariantCulture)
        {
        }

        public override Encoding Encoding => Encoding.UTF8;
    }
}
