using Authentik.Access;

namespace Authentik.Jobs;

/// <summary>
/// Refuses what would keep everybody out who signs in with a browser: in the only flow for that, a deny stage that is for everybody, and
/// the login before the question who it is.
/// </summary>
internal sealed class SignInOrder(JobClient client)
{
    private const string Deny = "Deny";
    private const string Identification = "Identification";
    private const string Login = "UserLogin";

    /// <summary>Refuses a new order of a flow.</summary>
    /// <exception cref="InputException">Nobody could sign in with a browser anymore.</exception>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public async Task RequireAsync(
        Flow flow, AuthentikObject stage, bool isAdded, IReadOnlyList<AuthentikObject?> before, IReadOnlyList<FlowPlace> after,
        CancellationToken cancellation)
    {
        var kinds = before.Select(one => one?.FindKind(client.Session.Book)).ToList();
        var effect = isAdded && stage.FindKind(client.Session.Book) == Deny ? $"Adding the deny stage '{stage}' without a policy"
            : CanSignIn(kinds) && !CanSignIn([.. after.Select(one => one.Kind)]) ? "Putting the login before the identification"
            : null;
        if (flow.Designation != "authentication" || effect is null)
        {
            return;
        }

        var flows = new SignInFlows(client.Api, new FlowStages(client.Api));
        if (await flows.FindLossAsync(flow, effect, cancellation) is { } loss)
        {
            throw loss.Refuse(flow.Slug);
        }
    }

    private static bool CanSignIn(List<string?> kinds) =>
        kinds.IndexOf(Identification) is >= 0 and var first && kinds.LastIndexOf(Login) > first;
}
