using Authentik.Generator.Book;
using Authentik.Generator.Book.Reading;
using Authentik.Generator.Emit;
using Authentik.Generator.Emit.Manifest;

namespace Authentik.Generator.Cli;

/// <summary>Runs one verb of the command line.</summary>
internal static class Runner
{
    /// <summary>What the generator says when it is called wrongly.</summary>
    public const string Usage = """
        generator check  --book FOLDER
        generator module --book FOLDER --output FOLDER --manifest FILE --version VERSION --commands FOLDER --views FOLDER
        generator import --book FOLDER --document FILE [--version VERSION]
        """;

    /// <summary>Reads the book and writes what is asked for.</summary>
    /// <exception cref="RefusedException">The book says something that cannot be decided.</exception>
    /// <exception cref="UsageException">The command line is not understood.</exception>
    public static void Run(Arguments arguments)
    {
        switch (arguments.Verb)
        {
            case "check":
                BookReader.Check(arguments.Must("book"));
                break;
            case "module":
                var manifest = Manifest(arguments);
                var output = arguments.Must("output");
                ModuleOutput.Write(BookReader.Read(arguments.Must("book")), manifest, output);
                break;
            case "":
                throw new UsageException("Nothing is asked for.");
            default:
                throw new UsageException($"'{arguments.Verb}' is not something that can be done.");
        }
    }

    private static ManifestInput Manifest(Arguments arguments) =>
        new(arguments.Must("manifest"), arguments.Must("version"), arguments.Must("commands"), arguments.Must("views"));
}
