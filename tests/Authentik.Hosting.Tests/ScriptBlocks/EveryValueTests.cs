using System.Collections;
using System.Collections.Specialized;
using System.Reflection;
using Authentik.Hosting.Tests.Commands;

namespace Authentik.Hosting.Tests.ScriptBlocks;

/// <summary>
/// A script block for each parameter of each command that takes a value. For each record, what it returns is sent as if it had been typed.
/// </summary>
public sealed class EveryValueTests(CommandCatalog catalog, NamedServer fixture)
    : ConnectedTests<NamedServer>(fixture), IClassFixture<NamedServer>, IDisposable
{
    private const string Typed = "foreach ($record in 0, 1) { $own = $values[$record]; & $command @fixed @own }";

    private const string Computed = """
        $blocks = [ordered] @{}
        foreach ($name in $values[0].Keys) { $blocks[$name] = [scriptblock]::Create("`$values[`$_]['$name']") }
        0, 1 | & $command @fixed @blocks
        """;

    // The first ones look for an object of several kinds, of which this server has none or too many; no connection has all fields, and
    // no object the id for a permission.
    // What is refused must still be refused in the same way.
    private static readonly string[] NotSent =
    [
        "Approve-AuthentikGrantRequest", "Deny-AuthentikGrantRequest", "Export-AuthentikSamlMetadata", "Grant-AuthentikPermission",
        "New-AuthentikUserConnection", "Revoke-AuthentikPermission",
    ];

    // A file is uploaded, or else removed or linked.
    private static readonly string[] InsteadOfFile = ["Clear", "Url"];

    private readonly TemporaryFile file = new();

    public void Dispose() => file.Dispose();

    [Fact]
    public void What_it_returns_is_sent_as_if_it_had_been_typed()
    {
        file.Write("content");
        var different = new List<string>();
        var silent = new List<string>();
        var parameters = 0;
        var calls =
            from command in catalog.All where !command.IsJob from values in ListCalls(command) select (command, values);
        foreach (var (command, values) in calls)
        {
            var (typed, computed) = (Send(command, values, Typed), Send(command, values, Computed));
            parameters += values.Count;
            if (!typed.Sent)
            {
                silent.Add(command.Name);
            }

            if (typed.Text != computed.Text)
            {
                different.Add($"{command}\n{typed.Text}\nbut\n{computed.Text}");
            }
        }

        Assert.Empty(different);
        Assert.Equal(NotSent, silent);
        Assert.True(parameters > 2000, $"There are only {parameters} parameters.");
    }

    private (bool Sent, string Text) Send(ModuleCommand command, List<ValueParameter> parameters, string script)
    {
        var values = new[] { 0, 1 }.Select(record => MakeValues(parameters.Where(one => !one.IsPiped), record)).ToArray();
        var given = MakeValues(parameters.Where(one => one.IsPiped), 0);
        var common = new Dictionary<string, object> { ["WarningAction"] = "Ignore", ["Confirm"] = false, ["Force"] = true };
        foreach (var (name, value) in common.Where(one => command.Parameters.ContainsKey(one.Key)))
        {
            given[name] = value;
        }

        if (command.Parameters.TryGetValue("Identity", out var identity))
        {
            given["Identity"] = ValueParameter.Identify(identity.Attributes.First(ValueParameter.IsIdentity), 0);
        }

        Server.Clear();
        var errors = Shell.Try(script, new { command = command.Name, values, @fixed = given }).Errors;
        var requests = Server.Requests.Select(Describe).Distinct().ToLookup(Changes);
        var told = errors.Select(error => error.Exception.Message);

        // Names of several kinds are looked up at once, in any order.
        var text = string.Join('\n', [.. requests[false].Order(StringComparer.Ordinal), .. requests[true], .. told]);
        return (errors.Count == 0 || requests[true].Any(), text);
    }

    private static bool Changes(string request) => !request.StartsWith("GET", StringComparison.Ordinal);

    // One call with the parameters that replace values, and one with each of those that add to them or remove from them.
    private static IEnumerable<List<ValueParameter>> ListCalls(ModuleCommand command)
    {
        var all = ValueParameter.List(command).ToList();
        var hasFile = all.Exists(parameter => parameter.Name == "InFile");
        return all
            .Where(parameter => !hasFile || !InsteadOfFile.Contains(parameter.Name))
            .GroupBy(parameter => parameter.Part)
            .Select(call => call.DistinctBy(parameter => parameter.Choice).ToList())
            .Where(call => call.Exists(parameter => !parameter.IsPiped));
    }

    private OrderedDictionary MakeValues(IEnumerable<ValueParameter> parameters, int record)
    {
        var values = new OrderedDictionary();
        foreach (var parameter in parameters)
        {
            values[parameter.Name] = parameter.MakeValue(record, file.Path);
        }

        return values;
    }

    // The parts of an upload are separated by a random line.
    private static string Describe(WireRequest request)
    {
        var body = request.Body ?? string.Empty;
        var line = body.StartsWith("--", StringComparison.Ordinal) ? body[..body.IndexOf('\r', StringComparison.Ordinal)] : null;
        var sent = line is null ? body : body.Replace(line, "--", StringComparison.Ordinal);
        return $"{request.Method} {request.Path}{request.Query} {sent}";
    }
}
