using Authentik.Generator.Cli;

namespace Authentik.Generator.Import;

/// <summary>The verb <c>import</c> of the command line.</summary>
internal static class ImportCommand
{
    /// <summary>What the verb is called.</summary>
    public const string Verb = "import";

    /// <summary>The exit code when the document contradicts what a person wrote.</summary>
    public const int Contradicted = 2;

    /// <summary>Imports, and prints one line for each finding and a last one with the numbers.</summary>
    public static int Run(Arguments arguments, TextWriter output)
    {
        var report = Importer.Run(arguments.Must("book"), arguments.Must("document"), arguments.Optional("version"));
        foreach (var finding in report.Findings)
        {
            output.WriteLine(finding);
        }

        output.WriteLine(report.Summary);
        return report.HasContradictions ? Contradicted : 0;
    }
}
