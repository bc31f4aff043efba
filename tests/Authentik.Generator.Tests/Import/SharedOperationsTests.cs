using System.Text.RegularExpressions;
using Authentik.Book;
using Authentik.Generator.Book;
using Authentik.Generator.Book.Reading;
using Authentik.Tests.Support;

namespace Authentik.Generator.Tests.Import;

/// <summary>operations.yaml against all of authentik's documents, which are read here line by line and not by the importer.</summary>
public sealed partial class SharedOperationsTests
{
    [Fact]
    public void Every_version_has_the_operations_of_its_document_and_no_other()
    {
        Assert.SkipWhen(SharedMaterial.Folder("schemas") is null, SharedMaterial.Absent("schemas"));
        var refusals = new Refusals();
        var operations = OperationsReader.Read(Repository.Book, refusals);
        Assert.Empty(refusals.All);
        var files = Directory.GetFiles(SharedMaterial.Folder("schemas")!, "authentik-*.yml");
        Assert.NotEmpty(files);
        foreach (var file in files)
        {
            var version = ServerVersion.Parse(Path.GetFileNameWithoutExtension(file).Split('-')[^1]);
            var known = operations
                .Where(operation => operation.Versions.Contains(version))
                .Select(operation => $"{operation.Tag}: {operation.Id} {operation.Method} {operation.Path}")
                .ToHashSet();
            var told = InDocument(file).ToHashSet();
            Assert.True(told.Count > 800, $"{file} has {told.Count} operations");
            Assert.Empty(told.Except(known).Select(missing => $"{version} lacks {missing}"));
            Assert.Empty(known.Except(told).Select(more => $"{version} has no {more}"));
        }
    }

    private static IEnumerable<string> InDocument(string file)
    {
        var (path, method, id, inTags) = (string.Empty, string.Empty, string.Empty, false);
        foreach (var line in File.ReadLines(file).SkipWhile(line => line != "paths:").Skip(1).TakeWhile(line => line != "components:"))
        {
            if (inTags)
            {
                yield return $"{line.Trim(' ', '-')}: {id} {method} {path}";
            }

            path = PathLine().Match(line) is { Success: true } isPath ? isPath.Groups[1].Value : path;
            method = MethodLine().Match(line) is { Success: true } isMethod ? isMethod.Groups[1].Value.ToUpperInvariant() : method;
            id = IdLine().Match(line) is { Success: true } isId ? isId.Groups[1].Value : id;
            inTags = line == "      tags:";
        }
    }

    [GeneratedRegex("^  (/.*):$")]
    private static partial Regex PathLine();

    [GeneratedRegex("^    (get|post|put|patch|delete|head|options|trace):$")]
    private static partial Regex MethodLine();

    [GeneratedRegex("^      operationId: (.*)$")]
    private static partial Regex IdLine();
}
