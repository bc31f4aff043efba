#!/usr/bin/env dotnet
#:property TargetFramework=net10.0
#:property PublishAot=false
#:property GenerateDocumentationFile=false

// build.ps1 for a machine that has the .NET SDK and no PowerShell: restores the one that .config/dotnet-tools.json pins,
// and runs the same tasks in it. "dotnet run build.cs Demo" is "./build.ps1 -Task Demo".

using System.Diagnostics;

var root = FindRepository();
Console.WriteLine("Restoring PowerShell ...");
var restore = Run(["tool", "restore"], quiet: true);
if (restore != 0)
{
    return restore;
}

// The options of pwsh end at -File; what follows is build.ps1's own.
return Run(["tool", "run", "pwsh", "--", "-NoProfile", "-NoLogo", "-File", Path.Combine(root, "build.ps1"), .. args], quiet: false);

int Run(string[] arguments, bool quiet)
{
    var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", arguments)
    {
        WorkingDirectory = root,
        RedirectStandardOutput = quiet,
    };
    using var process = Process.Start(start) ?? throw new InvalidOperationException("The .NET host can't be started.");
    var output = quiet ? process.StandardOutput.ReadToEnd() : null;
    process.WaitForExit();
    if (process.ExitCode != 0 && output is not null)
    {
        Console.Error.WriteLine(output);
    }

    return process.ExitCode;
}

// The folder of this file, as the host that compiled it tells.
static string FindRepository() =>
    AppContext.GetData("EntryPointFileDirectoryPath") as string
        ?? throw new InvalidOperationException("Run this with 'dotnet run build.cs'.");
