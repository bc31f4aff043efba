using System.Collections;
using System.Diagnostics;
using System.Globalization;
using System.Management.Automation;
using Authentik.Hosting.Tests.Commands;
using Authentik.Hosting.Tests.ScriptBlocks;

namespace Authentik.Hosting.Tests.Inputs;

/// <summary>
/// Bad values for each parameter of each command: an error of the module that names the parameter, or a request in which the value is only
/// a value. AUTHENTIK_TEST_INPUT is the number of values for each parameter, or "all".
/// </summary>
public sealed class EveryInputTests(CommandCatalog catalog) : IDisposable
{
    private const string Connect = "Connect-Authentik $uri token -Name test -SkipVersionCheck -WarningAction Ignore";

    private const string Call = """
        foreach ($call in $calls) {
            $own = $call.Arguments
            if ($prepare) { & $prepare }
            $trial.Begin($call)
            $failed = $null
            try {
                $null = & $call.Command @own -ErrorVariable failed
                $trial.End($failed, $null)
            } catch {
                $trial.End($failed, $_)
            }
        }
        """;

    // They change which session the others use.
    private static readonly string[] Connecting = ["Connect-Authentik", "Disconnect-Authentik"];

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("authentik-input-");
    private readonly HashSet<string> kinds = [];
    private int turn;

    private static int PerParameter => Environment.GetEnvironmentVariable("AUTHENTIK_TEST_INPUT") switch
    {
        null or "" => 2,
        "all" => int.MaxValue,
        var number => int.Parse(number, CultureInfo.InvariantCulture),
    };

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void A_bad_value_is_refused_by_name_or_sent_as_a_value()
    {
        var deep = folder.CreateSubdirectory("a/b/c");
        var file = Path.Combine(folder.FullName, "file");
        File.WriteAllText(file, "content");
        using var shell = new PowerShellSession();
        var (answers, check) = ReadBook(shell);
        using var server = new EchoServer(answers.Respond);
        server.Start();
        shell.Invoke($"Set-Location $deep; {Connect}", new { deep = deep.FullName, uri = server.Uri });

        var trial = new InputTrial(server, check);
        var calls = new InputCalls(server.Uri, file);
        var prepare = ScriptBlock.Create($"Disconnect-Authentik -Session * -ErrorAction Ignore; {Connect}");
        var clock = Stopwatch.StartNew();
        var parameters = 0;
        foreach (var command in catalog.All.Where(one => !one.IsJob).OrderBy(one => Connecting.Contains(one.Name)))
        {
            var own = command.OwnParameters.ToList();
            parameters += own.Count;
            var made = own.SelectMany(parameter => MakeCalls(calls, command, parameter)).ToList();
            shell.Try(Call, new { calls = made, trial, uri = server.Uri, prepare = Connecting.Contains(command.Name) ? prepare : null });
        }

        // A busy machine can be slow, but not each time.
        var slow = trial.Slow.ToList();
        for (var again = 0; again < 3 && slow.Count > 0; again++)
        {
            trial.Slow.Clear();
            shell.Try(Call, new { calls = slow, trial, uri = server.Uri, prepare });
            slow = [.. trial.Slow];
        }

        TestReport.Write("input", [string.Create(
            CultureInfo.InvariantCulture,
            $"Input: {catalog.All.Count} commands, {parameters} parameters, {BadValues.Count} values; {trial.Calls} calls in "
                + $"{clock.Elapsed.TotalSeconds:0} s, of which {trial.Senders} sent {trial.Requests} requests and {trial.Refusals} "
                + $"were refused; {trial.Faults.Count} faults, {slow.Count} over a second")]);
        Assert.True(trial.Faults.Count == 0, $"{trial.Faults.Count} faults:\n{string.Join('\n', trial.Faults.Take(50))}");
        Assert.Empty(slow);
    }

    private IEnumerable<InputCall> MakeCalls(InputCalls calls, ModuleCommand command, ParameterMetadata parameter)
    {
        var all = ListValues(parameter).ToList();
        var number = Math.Min(PerParameter, all.Count);
        // A megabyte takes a while, and JSON is only read by some.
        if (kinds.Add(ValueParameter.FindKind(parameter)))
        {
            foreach (var text in BadValues.Json.Append(BadValues.Huge))
            {
                yield return calls.Make(command, parameter, text, isWrapped: false);
            }
        }

        for (var made = 0; made < number; made++)
        {
            var isWrapped = turn % 3 != 0;
            yield return calls.Make(command, parameter, all[turn++ % all.Count], isWrapped);
        }
    }

    // Texts and others in turn. A switch takes numbers, and some ask to wait.
    private static IEnumerable<object?> ListValues(ParameterMetadata parameter)
    {
        if (parameter.ParameterType == typeof(SwitchParameter))
        {
            return BadValues.Texts.Concat<object?>([new Hashtable(), new object?[] { null }]);
        }

        return BadValues.Texts
            .Zip(BadValues.Others.Concat(BadValues.Others), (text, other) => new[] { text, other })
            .SelectMany(pair => pair);
    }

    private static (EchoAnswers Answers, SentCheck Check) ReadBook(PowerShellSession shell)
    {
        var resources = shell.Invoke("[Authentik.Resources]::Book.Resources").Select(one => one.BaseObject).ToList();
        var actions = shell.Invoke("[Authentik.Actions].GetProperties() | ForEach-Object { $_.GetValue($null) }")
            .Select(one => one.BaseObject).ToList();
        var paths = shell.Text("(Find-AuthentikCommand *).Path");
        return (
            new EchoAnswers(resources, actions.Select(action => (object?)((dynamic)action).Returns).Where(one => one is not null)),
            new SentCheck(paths, resources.SelectMany(ListNames).Concat(actions.SelectMany(ListNames))));
    }

    private static IEnumerable<string> ListNames(object known)
    {
        dynamic one = known;
        IEnumerable fields = one.Fields;
        IEnumerable filters = known.GetType().GetProperty("Filters") is null ? Array.Empty<object>() : one.Filters;
        IEnumerable query = known.GetType().GetProperty("ListQuery") is null ? Array.Empty<object>() : one.ListQuery;
        foreach (dynamic field in fields.Cast<object>().Concat(filters.Cast<object>()))
        {
            yield return field.Name;
        }

        foreach (dynamic pair in query)
        {
            yield return pair.Key;
        }
    }
}
