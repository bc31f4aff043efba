using System.Globalization;
using Authentik.Book;
using Authentik.Naming;

namespace Authentik.Jobs;

/// <summary>The devices of single users, and their removal.</summary>
internal sealed class UserDevices(JobClient client)
{
    private const string UserField = "user";

    private bool canView;

    /// <summary>The kinds of second factors that the server has.</summary>
    public IReadOnlyList<Resource> Kinds { get; } =
    [
        .. client.Session.Book.ListKinds(Resources.AuthenticatorDevice)
            .Where(kind => kind.TryFindField(UserField, out _) && client.Gate.IsCertain(kind.Versions)),
    ];

    /// <summary>True if the server's version says whose the devices of a kind are.</summary>
    public bool AreOwnersListed => Kinds.All(kind => client.Gate.IsCertain(kind.GetField(UserField).Versions));

    /// <summary>The id of the owner, from the list of one kind; null where the version doesn't say it.</summary>
    public static int? FindOwner(AuthenticatorDevice device) => (device.ValueOf(UserField) as PartialUser)?.Pk;

    /// <summary>The devices of a user.</summary>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public async Task<IReadOnlyList<AuthenticatorDevice>> ListAsync(User user, CancellationToken cancellation)
    {
        await RequireViewAsync(cancellation);
        return await client.ReadAllAsync<AuthenticatorDevice>(
            Resources.AuthenticatorDevice,
            new Dictionary<string, object?> { ["user"] = Resources.User.MakeIdentity(user) },
            cancellation);
    }

    /// <summary>
    /// Adds a step that removes a device. The list doesn't say whose a device is, and a server that ignores its filter returns those of
    /// everybody, so the server's other answer, what uses the user, has to name it, too.
    /// </summary>
    public void AddRemoval<T>(JobPlan<T> plan, AuthenticatorDevice device, IReadOnlyList<UsedBy> uses)
        where T : JobResult
    {
        var description = $"Remove the {Describe(device)}";
        if (uses.Any(use => IsSame(use, device)))
        {
            plan.Add(description, token => client.RemoveIfThereAsync(device, token));
            return;
        }

        plan.Result.Fail(description, new InputException(
            InputProblem.InvalidValue,
            $"The server doesn't confirm that the {Describe(device)} belongs to {plan.Target}, so it wasn't removed. "
                + "Remove it with Remove-AuthentikAuthenticatorDevice.",
            plan.Result.ToString()));
    }

    /// <summary>What a device is, and its name: <c>Totp device 'Work phone'</c>.</summary>
    public static string Describe(AuthenticatorDevice device) => $"{device.Kind} device '{device.Name}'";

    /// <summary>
    /// Some servers return an empty list to a caller who has no permission to view devices. Lists of one kind refuse.
    /// </summary>
    /// <exception cref="ApiException">The caller can't view the devices of a kind.</exception>
    public async Task RequireViewAsync(CancellationToken cancellation)
    {
        if (canView || client.Session.IsSuperuser)
        {
            return;
        }

        foreach (var kind in Kinds)
        {
            using var response = await client.Api.GetAsync(kind.Path, [new("page_size", "1")], cancellation);
        }

        canView = true;
    }

    private static bool IsSame(UsedBy use, AuthenticatorDevice device) =>
        string.Equals($"{use.App}.{use.Model}", device.MetaModelName, StringComparison.OrdinalIgnoreCase)
        && string.Equals(use.Pk, Convert.ToString(device.Pk, CultureInfo.InvariantCulture), StringComparison.OrdinalIgnoreCase);
}
