using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace Authentik.Hosting.Tests;

/// <summary>A PowerShell inside this process, with the module imported.</summary>
public sealed class PowerShellSession : IDisposable
{
    private readonly RecordingHost host = new();
    private readonly Runspace runspace;

    public PowerShellSession()
    {
        Surroundings.Prepare();
        var state = InitialSessionState.CreateDefault();
        if (OperatingSystem.IsWindows())
        {
            state.ExecutionPolicy = Microsoft.PowerShell.ExecutionPolicy.Bypass;
        }

        runspace = RunspaceFactory.CreateRunspace(host, state);
        runspace.ThreadOptions = PSThreadOptions.ReuseThread;
        runspace.Open();
        Surroundings.RestrictModulePath();
        Invoke("$PSStyle.OutputRendering = 'PlainText'; Import-Module $manifest", new { manifest = Repository.Manifest });
    }

    /// <summary>What was written to the host alone, as -WhatIf does.</summary>
    public string HostText => host.Text;

    /// <summary>
    /// Runs a script, in which the members of <paramref name="variables"/> are variables. The test fails when an error is written.
    /// </summary>
    public IReadOnlyList<PSObject> Invoke(string script, object? variables = null)
    {
        var result = Try(script, variables);
        Assert.True(result.Errors.Count == 0, $"{script}\nwrote {string.Join('\n', result.Errors)}");
        return result.Output;
    }

    /// <summary>The output of a script as strings.</summary>
    public IReadOnlyList<string> Text(string script, object? variables = null) =>
        [.. Invoke(script, variables).Select(LanguagePrimitives.ConvertTo<string>)];

    /// <summary>The only output of a script.</summary>
    public T Value<T>(string script, object? variables = null) => LanguagePrimitives.ConvertTo<T>(Assert.Single(Invoke(script, variables)));

    /// <summary>Runs a script to its end, whatever errors it writes.</summary>
    public ScriptResult Try(string script, object? variables = null)
    {
        using var shell = Prepare(script, variables);
        return new ScriptResult([.. shell.Invoke()], shell.Streams.Error.ReadAll(), [.. shell.Streams.Progress]);
    }

    /// <summary>Runs a script, and stops it as Ctrl+C does if it takes longer. Returns null then.</summary>
    public ScriptResult? TryWithin(TimeSpan limit, string script, object? variables = null)
    {
        using var shell = Prepare(script, variables);
        var output = new PSDataCollection<PSObject>();
        var running = shell.BeginInvoke<PSObject, PSObject>(null, output);
        if (!running.AsyncWaitHandle.WaitOne(limit))
        {
            shell.Stop();
            return null;
        }

        shell.EndInvoke(running);
        return new ScriptResult([.. output], shell.Streams.Error.ReadAll(), [.. shell.Streams.Progress]);
    }

    /// <summary>Runs a script until a condition is true, stops it then as Ctrl+C does, and returns how long it took to end.</summary>
    public async Task<TimeSpan> StopAsync(string script, object? variables, Func<bool> isTime)
    {
        using var shell = Prepare(script, variables);
        var running = shell.BeginInvoke();
        for (var waited = 0; !isTime() && !running.IsCompleted && waited < 10_000; waited += 5)
        {
            await Task.Delay(5);
        }

        // A little later, so that something of the response has arrived.
        await Task.Delay(30);
        var watch = System.Diagnostics.Stopwatch.StartNew();
        shell.Stop();
        return watch.Elapsed;
    }

    /// <summary>Runs a script until it shows progress, and stops it then as Ctrl+C does. Returns the progress.</summary>
    public IReadOnlyList<ProgressRecord> StopAtProgress(string script)
    {
        using var shell = Prepare(script, variables: null);
        using var shown = new ManualResetEventSlim();
        shell.Streams.Progress.DataAdded += (_, _) => shown.Set();
        var running = shell.BeginInvoke();
        Assert.True(shown.Wait(TimeSpan.FromSeconds(30)), $"{script}\nshowed no progress.");
        shell.Stop();
        Assert.True(running.IsCompleted);
        return [.. shell.Streams.Progress];
    }

    /// <summary>Runs a script up to its first error.</summary>
    public ErrorRecord Fail(string script, object? variables = null)
    {
        using var shell = Prepare($"$ErrorActionPreference = 'Stop'\n{script}", variables);
        try
        {
            shell.Invoke();
        }
        catch (RuntimeException failure)
        {
            return failure.ErrorRecord;
        }

        throw new Xunit.Sdk.XunitException($"This did not fail: {script}");
    }

    /// <summary>What Tab offers at the end of a line.</summary>
    public IReadOnlyList<CompletionResult> CompleteWithDetails(string line) =>
        Value<CommandCompletion>("TabExpansion2 $line $line.Length", new { line }).CompletionMatches;

    /// <summary>The texts that Tab offers at the end of a line.</summary>
    public IReadOnlyList<string> Complete(string line) => [.. CompleteWithDetails(line).Select(match => match.CompletionText)];

    /// <summary>The lines in which a window of this width shows the output of a script.</summary>
    public IReadOnlyList<string> Render(string script, int width, object? variables = null)
    {
        var text = Value<string>($"& {{\n{script}\n}} | Out-String -Width {width}", variables);
        return [.. text.Split('\n').Select(line => line.TrimEnd())];
    }

    public void Dispose() => runspace.Dispose();

    private PowerShell Prepare(string script, object? variables)
    {
        var properties = variables?.GetType().GetProperties() ?? [];
        var parameters = string.Join(", ", properties.Select(property => $"${property.Name}"));
        var shell = PowerShell.Create(runspace).AddScript($"param({parameters})\n{script}", useLocalScope: true);
        foreach (var property in properties)
        {
            shell.AddParameter(property.Name, property.GetValue(variables));
        }

        return shell;
    }
}

/// <summary>What a script wrote.</summary>
public sealed record ScriptResult(
    IReadOnlyList<PSObject> Output, IReadOnlyList<ErrorRecord> Errors, IReadOnlyList<ProgressRecord> Progress);
