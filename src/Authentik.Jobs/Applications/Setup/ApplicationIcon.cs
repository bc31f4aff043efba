using System.Security.Cryptography;
using Authentik.Values;

namespace Authentik.Jobs;

/// <summary>The icon of an application: a file or a URL. Servers before 2025.12 set it by an action, later ones by a field.</summary>
internal sealed class ApplicationIcon(JobClient client)
{
    // As the names of files that were uploaded contain it.
    private const int HashLength = 12;

    /// <summary>True for an address, and false for a file.</summary>
    public static bool IsUrl(string icon) => icon.StartsWith("http://", StringComparison.OrdinalIgnoreCase)
        || icon.StartsWith("https://", StringComparison.OrdinalIgnoreCase)
        || icon.StartsWith("fa://", StringComparison.Ordinal);

    /// <summary>Plans that an application gets its icon, unless it has it already.</summary>
    public async Task PlanAsync(
        JobPlan<ApplicationSetup> plan, SetupRequest request, SetupState setup, CancellationToken cancellation)
    {
        if (request.Icon is not { } icon
            || (setup.Application is { } existing && await HasAsync(existing, icon, cancellation)))
        {
            return;
        }

        if (setup.Application is { MetaIcon.Length: > 0 } other && !request.IsUpdate)
        {
            setup.Differences.Add($"The application '{other}' has another icon");
            plan.Result.AddNotDone("Set the icon");
            return;
        }

        plan.Add(new JobStep("Set the icon", token => SetAsync(setup.Application!, icon, token)));
    }

    // Of a file, older servers only keep the name.
    private static async Task<bool> HasAsync(Application application, string icon, CancellationToken cancellation)
    {
        if (application.MetaIcon is not { Length: > 0 } stored)
        {
            return false;
        }

        if (IsUrl(icon))
        {
            return stored == icon;
        }

        await using var file = File.OpenRead(icon);
        var hash = Convert.ToHexString(await SHA256.HashDataAsync(file, cancellation))[..HashLength];
        return stored.Contains(hash, StringComparison.OrdinalIgnoreCase)
            || stored.Contains($"/{Path.GetFileNameWithoutExtension(icon)}", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Sets the icon.</summary>
    /// <exception cref="InputException">The server can't keep files.</exception>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public async Task SetAsync(Application application, string icon, CancellationToken cancellation)
    {
        var action = Actions.SetApplicationIcon;
        var values = JobActions.MakeValues(action, IsUrl(icon) ? "url" : "file", icon);
        var caller = new ActionCaller(client.Api, action);
        caller.Require(values);
        var target = application.Resource!.NewIdentity(application, false) as Identity;
        if (!await caller.TrySetFieldAsync(target, values, cancellation))
        {
            using var response = await caller.CallAsync(target, values, sink: null, cancellation);
        }
    }
}
