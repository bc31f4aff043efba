using System.Text.RegularExpressions;
using Authentik.Generator.Book;
using Authentik.Generator.Emit.Help;
using Authentik.Generator.Emit.Views;
using Authentik.Generator.Output;

namespace Authentik.Generator.Emit;

/// <summary>
/// Fills in the lists of the hand-made manifest. It names every command, because with a wildcard PowerShell would neither
/// complete nor find a command before the module was imported.
/// </summary>
internal sealed class ManifestOutput
{
    public const string FileName = "Authentik.psd1";

    private static readonly IReadOnlyList<string> HandWritten = ["Authentik.PowerShell.dll", "Authentik.JobCommands.dll"];

    private readonly string file;
    private readonly Refusals refusals = new();
    private string text;

    private ManifestOutput(string file)
    {
        this.file = file;
        text = File.ReadAllText(file).ReplaceLineEndings("\n");
    }

    /// <summary>Writes the filled-in manifest.</summary>
    /// <exception cref="RefusedException">The hand-made manifest lacks a line.</exception>
    public static void Write(BookEntry book, ManifestInput input, OutputFolder folder)
    {
        var manifest = new ManifestOutput(input.File);
        manifest.FillVersion(input.Version);
        manifest.Fill(
            "CmdletsToExport",
            HandWrittenHelp.ListNames(input.HandWritten).Concat(book.CommandNames).Order(StringComparer.Ordinal));
        manifest.Fill("NestedModules", [.. HandWritten, .. book.Assemblies.Select(assembly => $"{assembly.Name}.dll")]);

        // Loaded before types and views, which name classes of them; nested modules come only after.
        manifest.Fill("RequiredAssemblies", ["Authentik.Client.dll", "Authentik.Models.dll", "Authentik.PowerShell.dll"]);
        manifest.Fill("FormatsToProcess", [$"formats/{ViewsOutput.FileName}"]);
        manifest.Fill("TypesToProcess", [$"formats/{SerializationOutput.FileName}"]);
        manifest.refusals.ThrowIfAny();
        folder.Write(FileName, manifest.text);
    }

    private void Fill(string key, IEnumerable<string> values)
    {
        var list = string.Concat(values.Select(value => $"        '{value}'\n"));
        Replace($@"^(\s*{key}\s*=\s*)@\(\s*\)", list.Length == 0 ? "$1@()" : $"$1@(\n{list}    )", $"{key} = @()");
    }

    private void FillVersion(string version) =>
        Replace(@"^(\s*ModuleVersion\s*=\s*)'[^']*'", $"${{1}}'{version}'", "ModuleVersion = '...'");

    private void Replace(string pattern, string replacement, string line)
    {
        var found = new Regex(pattern, RegexOptions.Multiline);
        if (!found.IsMatch(text))
        {
            refusals.Add(RefusalCode.NoManifestLine, new Place(file, 1, 1), $"The line '{line}' is missing. The build fills it in.");
        }

        text = found.Replace(text, replacement, 1);
    }
}

/// <summary>What the manifest is made from.</summary>
/// <param name="File">The hand-made manifest.</param>
/// <param name="Version">The version of the module.</param>
/// <param name="HandWritten">The folder with the help of hand-written commands, whose files are named for them.</param>
/// <param name="Views">The folder of the hand-made views.</param>
internal sealed record ManifestInput(string File, string Version, string HandWritten, string Views);
