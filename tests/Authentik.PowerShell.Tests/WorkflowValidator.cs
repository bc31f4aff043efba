namespace Authentik.PowerShell.Tests;

/// <summary>npm's action-validator, which brings GitHub's schema along, in a temporary folder.</summary>
public sealed class WorkflowValidator : IAsyncLifetime
{
    private const string Version = "0.6.0";

    private readonly NodePackages packages = new();

    /// <summary>Why the workflows can't be checked here; null where they can.</summary>
    public string? MissingReason { get; private set; }

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        var missing = await packages.InstallAsync($"@action-validator/core@{Version}", $"@action-validator/cli@{Version}");
        MissingReason = missing is null ? null : $"{missing}, so the workflows aren't checked.";
    }

    /// <summary>Checks the text of a workflow.</summary>
    public async Task<(int Code, string Output)> CheckAsync(string workflow)
    {
        // The validator tells a workflow from an action by its name.
        var file = await packages.WriteAsync($"{Guid.NewGuid():N}.yml", workflow);
        return await packages.RunScriptAsync("@action-validator/cli/cli.mjs", file);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        packages.Dispose();
        return ValueTask.CompletedTask;
    }
}
