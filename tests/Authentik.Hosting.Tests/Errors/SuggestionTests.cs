using System.Collections;
using System.Management.Automation;
using System.Reflection;
using Authentik.Hosting.Tests.Commands;
using Authentik.Hosting.Tests.ScriptBlocks;

namespace Authentik.Hosting.Tests.Errors;

/// <summary>A mistyped value of a set, or a mistyped field, gets an error or a warning with the one that was probably meant.</summary>
public sealed class SuggestionTests(CommandCatalog catalog, ConnectedShell fixture)
    : ConnectedTests<ConnectedShell>(fixture), IClassFixture<ConnectedShell>, IDisposable
{
    private readonly TemporaryFile file = new();

    public void Dispose() => file.Dispose();

    [Theory]
    [InlineData("Get-AuthentikUser -Type intrnal", "*'intrnal' isn't valid for -Type. Did you mean 'internal'? *Use one of: internal, *")]
    [InlineData("Get-AuthentikUser -Type Internal", "*Did you mean 'internal'? Values are case-sensitive.*")]
    [InlineData("Get-AuthentikFlow -Designation autentication", "*Did you mean 'authentication'?*")]
    [InlineData("New-AuthentikUser x -Type nothing-like-it", "*'nothing-like-it' isn't valid for -Type. Values are case-sensitive.*")]
    [InlineData("Set-AuthentikOAuth2Provider x -RedirectUri @{ urll = 'x' }", "*Did you mean 'url'?*")]
    public void The_value_that_was_probably_meant_is_told(string script, string message)
    {
        Expect.Message(message, Shell.Fail(script));
        Assert.Empty(Server.Requests);
    }

    [Theory]
    [InlineData("Remove-AuthentikUser 'jd*' -Force", "*Wildcards have no meaning here: pipe Get-AuthentikUser 'jd[*]'.*")]
    [InlineData("Set-AuthentikGroup 'authentik Admins' -AddUser 'jd?e'", "*pipe Get-AuthentikUser 'jd[?]e'.*")]
    public void Wildcards_where_one_object_is_meant_are_told(string script, string message)
    {
        Expect.Message(message, Shell.Fail(script));
        Assert.Empty(Server.Writes);
    }

    [Fact]
    public void The_name_in_other_letters_comes_before_what_others_call_themselves()
    {
        Shell.Invoke("New-AuthentikUser zz-anna; New-AuthentikUser zz-anna2 -Name zz-anna");
        Expect.Message("*Did you mean 'zz-anna'*", Shell.Fail("Get-AuthentikUser ZZ-ANNA"));
        Shell.Invoke("Remove-AuthentikUser zz-anna, zz-anna2 -Force");
    }

    [Fact]
    public void A_body_without_a_method_is_refused()
    {
        var error = Shell.Fail("Invoke-AuthentikRequest /core/users/ -Body @{ username = 'x' }");
        Expect.Message("*Specify -Method, such as -Method POST.", error);
        Assert.Empty(Server.Requests);
    }

    [Fact]
    public void A_preset_object_that_is_not_there_is_told_with_its_parameter()
    {
        Server.Answer(new
        {
            path = "/api/v3/flows/instances/default-provider-invalidation-flow/", method = "GET", status = 404, json = new { detail = "x" },
        });
        const string Script = "New-AuthentikOAuth2Provider zz-preset -RedirectUri https://a.example "
            + "-AuthorizationFlow default-provider-authorization-implicit-consent";
        Server.Answer(new
        {
            path = "/api/v3/flows/instances/", method = "GET", status = 200, times = 3,
            json = new { pagination = new { }, results = Array.Empty<int>() },
        });
        Expect.Message(
            "*because -InvalidationFlow wasn't specified*Nothing was created. Specify another with -InvalidationFlow.", Shell.Fail(Script));
        Assert.Empty(Server.Writes);
        Server.Reset();
    }

    [Fact]
    public void Every_mistyped_value_of_a_set_is_told_with_the_one_that_was_meant()
    {
        var version = Shell.Invoke("(Get-AuthentikSession).ServerVersion")[0].BaseObject;
        var silent = new List<string>();
        var count = 0;
        foreach (var command in catalog.All.Where(one => !one.IsJob))
        {
            foreach (var (parameter, known) in ListSets(command, version))
            {
                count++;
                string meant = FindLongest(known.Values, version);
                var failures = Try(command, parameter, Mistype(meant), (bool)known.IsList);
                if (!failures.Any(failure => IsTold(failure, meant)))
                {
                    silent.Add($"{command} -{parameter.Name}: {string.Join(' ', failures)}");
                }
            }
        }

        Assert.True(silent.Count == 0, string.Join("\n", silent));
        Assert.Empty(Server.Writes);
        Assert.True(count > 200, $"There are only {count} parameters.");
    }

    [Fact]
    public void Every_mistyped_field_to_sort_by_is_told_with_the_one_that_was_meant()
    {
        var sorting = catalog.WithVerb("Get").Where(command => command.Parameters.ContainsKey("OrderBy")).ToList();
        Assert.True(sorting.Count > 100, $"There are only {sorting.Count} commands.");
        Assert.All(sorting, command =>
        {
            var field = Shell.Complete($"{command} -OrderBy ").MaxBy(name => name.Length)!.Trim('\'', '-');
            var script = "& $name -OrderBy $typed -First 1 -WarningVariable told -WarningAction SilentlyContinue -ErrorAction Ignore | "
                + "Out-Null; $told | ForEach-Object Message";
            var warnings = Shell.Try(script, new { name = command.Name, typed = Mistype(field) }).Output;
            Assert.Contains(warnings, warning => warning.ToString().Contains($"Did you mean '{field}'?", StringComparison.Ordinal));
        });
    }

    [Fact]
    public void An_unknown_column_of_a_row_is_told_with_the_one_that_was_meant()
    {
        var script = "[pscustomobject]@{ username = 'jdoe'; emal = 'x' } | Set-AuthentikUser -Name x -WhatIf 3>&1";
        Assert.Contains("emal (did you mean Email?)", Assert.Single(Shell.Text(script)), StringComparison.Ordinal);
    }

    private List<string> Try(ModuleCommand command, ParameterMetadata parameter, string typed, bool isList)
    {
        file.Write("content");
        var values = new Hashtable();
        foreach (var other in ValueParameter.List(command).Where(other => IsMandatory(command.Parameters[other.Name], parameter)))
        {
            values[other.Name] = other.MakeValue(0, file.Path);
        }

        if (command.Parameters.TryGetValue("Identity", out var identity) && IsMandatory(identity, parameter))
        {
            values["Identity"] = "anything";
        }

        if (command.Parameters.ContainsKey("Confirm"))
        {
            values["Confirm"] = false;
        }

        values[parameter.Name] = isList ? new[] { typed } : typed;
        var script = "& $name @values -ErrorAction Continue";
        return [.. Shell.Try(script, new { name = command.Name, values }).Errors.Select(error => error.Exception.Message)];
    }

    // Get has the identity and the filters in two parameter sets.
    private static bool IsMandatory(ParameterMetadata one, ParameterMetadata beside) =>
        one.Name != beside.Name
        && ModuleCommand.Attributes(one).Any(attribute => attribute.Mandatory && beside.ParameterSets.Keys
            .Any(set => set == ParameterAttribute.AllParameterSets || attribute.ParameterSetName == set
                || attribute.ParameterSetName == ParameterAttribute.AllParameterSets));

    // What is removed is compared with what the object has, which has to be read first.
    private static IEnumerable<(ParameterMetadata Parameter, dynamic Known)> ListSets(ModuleCommand command, dynamic version) =>
        from parameter in command.OwnParameters
        let known = FindKnown(parameter)
        where known is not null && known.Values is not null && IsSent(known, version) && FindLongest(known.Values, version) is not null
        where !parameter.Name.StartsWith("Remove", StringComparison.Ordinal) && !IsOfTypes(known)
        select (parameter, known);

    private static dynamic? FindKnown(ParameterMetadata parameter)
    {
        var transform = parameter.Attributes.FirstOrDefault(one => one.GetType().Name is
            "FieldTransformAttribute" or "ActionTransformAttribute" or "FilterTransformAttribute");
        return transform?.GetType().GetProperty("Known", BindingFlags.Instance | BindingFlags.NonPublic)?.GetValue(transform);
    }

    // Types of a family are typed by their nouns.
    private static bool IsOfTypes(object known) => known.GetType().GetProperty("TypesOf")?.GetValue(known) is not null;

    private static bool IsSent(dynamic known, dynamic version) =>
        known.GetType().Name == "Filter" ? known.Versions.Contains(version) : known.Writable.Contains(version);

    private static string? FindLongest(dynamic values, dynamic version)
    {
        var texts = new List<string>();
        foreach (var value in values.Values)
        {
            if (value.Versions.Contains(version))
            {
                texts.Add(value.Text);
            }
        }

        return texts.MaxBy(text => text.Length);
    }

    // A resource of another version is refused before its values are looked at.
    private static bool IsTold(string failure, string meant) =>
        failure.Contains($"Did you mean '{meant}'?", StringComparison.Ordinal)
        || failure.Contains("isn't supported by authentik", StringComparison.Ordinal);

    private static string Mistype(string word) => word.Insert(word.Length / 2, "q");
}
