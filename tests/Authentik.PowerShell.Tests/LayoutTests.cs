using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Authentik.PowerShell.Tests;

/// <summary>
/// What ships: nothing beside the manifest may know the libraries of others, and nothing may need a newer framework than PowerShell 7.4
/// has.
/// </summary>
public class LayoutTests
{
    private static readonly Version NewestFramework = new(8, 0, 0, 0);

    public static TheoryData<string> Assemblies =>
    [
        .. Directory.EnumerateFiles(Repository.Module, "*.dll", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Repository.Module, file))
            .Order(StringComparer.Ordinal),
    ];

    [Fact]
    public void The_library_folder_holds_what_is_loaded_apart_and_nothing_else() => Assert.Equal(
        ["Authentik.Transport.dll", "Authentik.Yaml.dll", "RestSharp.dll", "YamlDotNet.dll"],
        Directory.EnumerateFiles(Path.Combine(Repository.Module, "lib"), "*.dll").Select(Path.GetFileName).Order(StringComparer.Ordinal));

    [Fact]
    public void Libraries_of_others_come_with_their_licence() => Assert.All(
        Assemblies.Where(assembly => !Path.GetFileName(assembly.Data).StartsWith("Authentik.", StringComparison.Ordinal)),
        assembly => Assert.Contains(Path.GetFileName(assembly.Data), ReadLicence(assembly.Data), StringComparison.Ordinal));

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void Needs_no_newer_framework(string assembly) =>
        Assert.DoesNotContain(References(assembly), reference => IsFramework(reference) && reference.Version > NewestFramework);

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void Beside_the_manifest_nothing_knows_libraries_of_others(string assembly)
    {
        if (!assembly.Contains(Path.DirectorySeparatorChar, StringComparison.Ordinal))
        {
            Assert.DoesNotContain(
                References(assembly),
                reference => reference.Name is "RestSharp" or "Authentik.Transport" or "YamlDotNet" or "Authentik.Yaml");
        }
    }

    [Fact]
    public void Each_library_is_known_by_one_assembly() => Assert.Equal(
        ["lib/Authentik.Transport.dll: RestSharp", "lib/Authentik.Yaml.dll: YamlDotNet"],
        Assemblies.SelectMany(assembly => References(assembly.Data)
                .Select(reference => $"{assembly.Data.Replace('\\', '/')}: {reference.Name}"))
            .Where(use => use.EndsWith(": RestSharp", StringComparison.Ordinal) || use.EndsWith(": YamlDotNet", StringComparison.Ordinal)));

    [Theory]
    [InlineData("Authentik.Client.dll")]
    [InlineData("Authentik.Models.dll")]
    [InlineData("Authentik.Jobs.dll")]
    [InlineData("Authentik.Configuration.dll")]
    [InlineData("Authentik.ConfigurationFiles.dll")]
    [InlineData("lib/Authentik.Yaml.dll")]
    [InlineData("lib/Authentik.Transport.dll")]
    public void The_lower_floor_knows_nothing_of_powershell(string assembly) =>
        Assert.DoesNotContain(References(assembly), reference => reference.Name == "System.Management.Automation");

    private static bool IsFramework(AssemblyName name) =>
        name.Name!.StartsWith("System.", StringComparison.Ordinal) && name.Name != "System.Management.Automation";

    private static string ReadLicence(string assembly) =>
        File.ReadAllText(Path.Combine(Repository.Module, Path.ChangeExtension(assembly, ".LICENSE.txt")));

    private static IReadOnlyList<AssemblyName> References(string assembly)
    {
        using var file = new PEReader(File.OpenRead(Path.Combine(Repository.Module, assembly)));
        var metadata = file.GetMetadataReader();
        return [.. metadata.AssemblyReferences.Select(handle => metadata.GetAssemblyReference(handle).GetAssemblyName())];
    }
}
