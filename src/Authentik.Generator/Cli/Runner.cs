using Authentik.Generator.Book.Reading;
using Authentik.Generator.Emit;
using Authentik.Generator.Emit.Help;
using Authentik.Generator.Emit.Reference;
using Authentik.Generator.Import;
using Authentik.Generator.Output;

namespace Authentik.Generator.Cli;

/// <summary>Runs one verb of the command line.</summary>
internal static class Runner
{
    /// <summary>The exit code when a document contradicts what a person wrote.</summary>
    public const int Contradicted = 2;

    /// <summary>What the generator shows when the command line isn't valid.</summary>
    public const string Usage = """
        generator check  --book FOLDER
        generator module --book FOLDER --output FOLDER --manifest FILE --version VERSION --commands FOLDER --views FOLDER
        generator help   --book FOLDER --output FOLDER --commands FOLDER --assemblies FILE;FILE --references FILE
        generator reference --book FOLDER --output FOLDER --commands FOLDER --assemblies FILE;FILE --references FILE --topics FOLDER
        generator import --book FOLDER --document FILE [--version VERSION]
        """;

    /// <summary>Runs the verb. Returns the exit code.</summary>
    /// <exception cref="Book.RefusedException">The book can't be used as it is.</exception>
    /// <exception cref="Import.Documents.ImportException">The document can't be imported.</exception>
    /// <exception cref="UsageException">The command line isn't valid.</exception>
    public static int Run(Arguments arguments)
    {
        switch (arguments.Verb)
        {
            case "check":
                BookReader.Check(arguments.Require("book"));
                return 0;
            case "module":
                var manifest = ReadManifestInput(arguments);
                var output = arguments.Require("output");
                ModuleOutput.Write(BookReader.Read(arguments.Require("book")), manifest, output);
                return 0;
            case "help":
                var help = ReadHelpInput(arguments);
                HelpOutput.Write(BookReader.Read(arguments.Require("book")), help, new OutputFolder(arguments.Require("output")));
                return 0;
            case "reference":
                var input = ReadHelpInput(arguments);
                var pages = new OutputFolder(arguments.Require("output"));
                ReferenceOutput.Write(BookReader.Read(arguments.Require("book")), input, arguments.Require("topics"), pages);
                return 0;
            case "import":
                return Import(arguments, Console.Out);
            case "":
                throw new UsageException("Specify what to do.");
            default:
                throw new UsageException($"'{arguments.Verb}' isn't a valid verb.");
        }
    }

    /// <summary>Imports a document, and prints one line for each finding and a last one with the numbers.</summary>
    public static int Import(Arguments arguments, TextWriter output)
    {
        var report = Importer.Run(arguments.Require("book"), arguments.Require("document"), arguments.FindOptional("version"));
        foreach (var finding in report.Findings)
        {
            output.WriteLine(finding);
        }

        output.WriteLine(report.Summary);
        return report.HasContradictions ? Contradicted : 0;
    }

    private static ManifestInput ReadManifestInput(Arguments arguments) => new(
        arguments.Require("manifest"), arguments.Require("version"), arguments.Require("commands"), arguments.Require("views"));

    private static HelpInput ReadHelpInput(Arguments arguments) => new(
        arguments.Require("commands"), arguments.Require("assemblies").Split(';'), [.. File.ReadAllLines(arguments.Require("references"))]);
}
