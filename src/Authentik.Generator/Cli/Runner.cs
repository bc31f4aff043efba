using Authentik.Generator.Book;
using Authentik.Generator.Book.Reading;
using Authentik.Generator.Emit.Commands;
using Authentik.Generator.Emit.Help;
using Authentik.Generator.Emit.Manifest;
using Authentik.Generator.Emit.Models;
using Authentik.Generator.Emit.Output;
using Authentik.Generator.Emit.Views;

namespace Authentik.Generator.Cli;

/// <summary>Runs one verb of the command line.</summary>
internal static class Runner
{
    /// <summary>What the generator says when it is called wrongly.</summary>
    public const string Usage = """
        generator check    --book FOLDER
        generator models   --book FOLDER --output FOLDER
        generator commands --book FOLDER --output FOLDER --chapter NAME
        generator help     --book FOLDER --output FOLDER (--chapter NAME | --commands FOLDER)
        generator views    --book FOLDER --output FOLDER
        generator manifest --book FOLDER --output FILE --manifest FILE --version VERSION --commands FOLDER --views FOLDER
        generator import   --book FOLDER --document FILE [--version VERSION]
        """;

    /// <summary>Reads the book and writes what is asked for.</summary>
    /// <exception cref="RefusedException">The book says something that cannot be decided.</exception>
    /// <exception cref="UsageException">The command line is not understood.</exception>
    public static void Run(Arguments arguments)
    {
        if (arguments.Verb == "check")
        {
            BookReader.Check(arguments.Must("book"));
            return;
        }

        var write = WriterOf(arguments);
        write(BookReader.Read(arguments.Must("book")));
    }

    private static Action<BookEntry> WriterOf(Arguments arguments) => arguments.Verb switch
    {
        "models" => book => ModelsOutput.Write(book, Output(arguments)),
        "commands" => book => CommandsOutput.Write(book, Chapter(book, arguments), Output(arguments)),
        "help" when arguments.Optional("chapter") is not null => book => HelpOutput.WriteChapter(book, Chapter(book, arguments), Output(arguments)),
        "help" => book => HelpOutput.WriteAll(book, arguments.Must("commands"), Output(arguments)),
        "views" => book =>
        {
            ViewsOutput.Write(book, Output(arguments));
            SerializationOutput.Write(book, Output(arguments));
        },
        "manifest" => book => ManifestOutput.Write(book, Manifest(arguments), arguments.Must("output")),
        "" => throw new UsageException("Nothing is asked for."),
        var other => throw new UsageException($"'{other}' is not something that can be made."),
    };

    private static ManifestInput Manifest(Arguments arguments) =>
        new(arguments.Must("manifest"), arguments.Must("version"), arguments.Must("commands"), arguments.Must("views"));

    private static OutputFolder Output(Arguments arguments) => new(arguments.Must("output"));

    private static ChapterEntry Chapter(BookEntry book, Arguments arguments)
    {
        var name = arguments.Must("chapter");
        return book.Chapter(name) ?? throw new UsageException($"The book has no chapter '{name}'.");
    }
}
