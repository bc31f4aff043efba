using System.Management.Automation;
using System.Reflection;
using System.Reflection.Emit;

namespace Authentik.Hosting.Tests.Finding;

/// <summary>Commands that say by themselves which operations they cover, and the pages of the admin interface that are known.</summary>
public class HandWrittenCommandTests(Operations operations) : IClassFixture<Operations>
{
    private const string Covers = "Authentik.Commands.CoversOperationAttribute";

    private readonly Assembly product = operations.Shell.Value<Assembly>("(Get-Command Find-AuthentikCommand).ImplementingType.Assembly");

    [Fact]
    public void Finds_a_command_by_the_operations_that_it_says_it_covers()
    {
        var command = DefineCommand("Set", "AuthentikUserPassword", "core_users_set_password_create", "core_users_list");
        var handWritten = Activator.CreateInstance(Internal("HandWrittenCommands"), [new[] { command }]);
        var found = operations.Shell.Text(
            """
            $arguments = [Authentik.Book.ApiOperations]::All, [Authentik.Resources]::Book.Resources, $handWritten
            $created = $catalog.GetMethod('Create').Invoke($null, $arguments)
            ($created | Where-Object Command -EQ Set-AuthentikUserPassword).Operation.OperationId
            """,
            new { catalog = Internal("CommandCatalog"), handWritten });
        Assert.Equal(["core_users_list", "core_users_set_password_create"], found);
    }

    [Fact]
    public void No_command_says_it_covers_what_does_not_exist()
    {
        var attribute = product.GetType(Covers, throwOnError: true)!;
        var declared = product.GetTypes().SelectMany(type => type.GetCustomAttributes(attribute, inherit: false))
            .SelectMany(one => (IEnumerable<string>)attribute.GetProperty("OperationIds")!.GetValue(one)!);
        Assert.Empty(declared.Except(operations.All.Select(operation => operation.Id)));
    }

    [Fact]
    public void Knows_pages_only_of_paths_that_exist()
    {
        var paths = ((IEnumerable<string>)Internal("InterfaceRoutes").GetProperty("Paths")!.GetValue(null)!).ToList();
        Assert.True(paths.Count > 30, $"There are only {paths.Count} pages.");
        Assert.All(paths, path => Assert.Contains(
            operations.All, operation => operation.Path.StartsWith($"/{path}/", StringComparison.Ordinal)));
    }

    private Type Internal(string name) => product.GetType($"Authentik.Commands.{name}", throwOnError: true)!;

    // As the source of such a command would say it.
    private Type DefineCommand(string verb, string noun, params string[] ids)
    {
        var assembly = AssemblyBuilder.DefineDynamicAssembly(new("HandWritten"), AssemblyBuilderAccess.Run);
        var type = assembly.DefineDynamicModule("HandWritten").DefineType("Command", TypeAttributes.Public, typeof(PSCmdlet));
        var cmdlet = typeof(CmdletAttribute).GetConstructor([typeof(string), typeof(string)])!;
        var covers = product.GetType(Covers, throwOnError: true)!.GetConstructor([typeof(string[])])!;
        type.SetCustomAttribute(new CustomAttributeBuilder(cmdlet, [verb, noun]));
        type.SetCustomAttribute(new CustomAttributeBuilder(covers, [ids]));
        return type.CreateType();
    }
}
