using System.Reflection;
using Authentik.Hosting.Tests.Commands;
using Authentik.Hosting.Tests.ScriptBlocks;

namespace Authentik.Hosting.Tests.Binding;

/// <summary>An object that is piped to an action whose own object is typed fills the one parameter that refers to another object.</summary>
public sealed class ActionInputTests(CommandCatalog catalog, NamedServer fixture)
    : ConnectedTests<NamedServer>(fixture), IClassFixture<NamedServer>
{
    [Fact]
    public void Every_action_with_one_reference_takes_its_object_from_the_pipeline()
    {
        var count = 0;
        foreach (var (command, field) in ListReferences())
        {
            count++;
            string noun = field.RefersTo;
            var piped = SendTo($"Get-Authentik{noun} -First 1 | & $name -Identity $id @common", command);
            var typed = SendTo($"& $name -Identity $id -{field.Parameter} (Get-Authentik{noun} -First 1) @common", command);
            Assert.NotEmpty(typed);
            Assert.Equal(typed, piped);
        }

        Assert.True(count > 0, "There is no such action.");
    }

    [Fact]
    public void TimeoutSeconds_does_nothing_without_Wait()
    {
        var waiting = catalog.All.Where(command => command.Parameters.ContainsKey("TimeoutSeconds")).ToList();
        Assert.True(waiting.Count > 3, $"There are only {waiting.Count} commands.");
        Assert.All(waiting, command =>
        {
            var told = Shell.Try(
                "$PSDefaultParameterValues = @{ '*:TimeoutSeconds' = 5 }; 'x' | & $name -WhatIf -Verbose 4>&1",
                new { name = command.Name });
            Assert.Contains(told.Output, line => line.ToString() == "-TimeoutSeconds is ignored without -Wait.");
            Assert.DoesNotContain(told.Errors, error => error.Exception.Message.Contains("TimeoutSeconds", StringComparison.Ordinal));
        });
    }

    // What was sent after the object itself was read.
    private List<string> SendTo(string script, ModuleCommand command)
    {
        var common = new Dictionary<string, object>();
        if (command.Parameters.ContainsKey("Confirm"))
        {
            common["Confirm"] = false;
        }

        Server.Clear();
        Shell.Try(script, new { name = command.Name, id = FindIdentity(command), common });
        return [.. Server.Requests
            .Where(request => !request.Query.Contains("page_size", StringComparison.Ordinal))
            .Select(request => $"{request.Method} {request.Path}{request.Query} {request.Body}")];
    }

    private static object FindIdentity(ModuleCommand command) =>
        ValueParameter.Identify(
            command.Parameters["Identity"].Attributes.First(one => one.GetType().Name is "IdentityTransformAttribute"), 0);

    // Without mandatory parameters besides, so that the reference alone decides what is sent.
    private IEnumerable<(ModuleCommand Command, dynamic Field)> ListReferences() =>
        from command in catalog.WithIdentity
        where command.Info.Verb is not ("Get" or "New" or "Set" or "Remove") && !command.NeedsMore
        where command.Parameters["Identity"].Attributes.Any(one => one.GetType().Name is "IdentityTransformAttribute")
        let references = ListReferences(command)
        where references.Count == 1
        select (command, references[0]);

    private static List<dynamic> ListReferences(ModuleCommand command)
    {
        var found = new List<dynamic>();
        foreach (var parameter in command.OwnParameters)
        {
            var transform = parameter.Attributes.FirstOrDefault(one => one.GetType().Name == "ActionTransformAttribute");
            dynamic? known = transform?.GetType()
                .GetProperty("Known", BindingFlags.Instance | BindingFlags.NonPublic)!.GetValue(transform);
            if (known is not null && known!.Type.ToString() == "Reference" && !known!.IsList && !known!.IsPiped)
            {
                found.Add(known);
            }
        }

        return found;
    }
}
