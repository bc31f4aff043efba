using Authentik.Sandboxing.Expressions;
using Authentik.Sandboxing.Http;
using Authentik.Sandboxing.Policies;
using Authentik.Sandboxing.State;
using Authentik.Sandboxing.Store;

namespace Authentik.Sandboxing.Actions.Evaluation;

/// <summary>Tests of policies and property mappings.</summary>
internal static class TrialActions
{
    public static ObjectAction[] OfObjects { get; } =
    [
        new("/policies/all/", "test", TestPolicy),
        new("/propertymappings/all/", "test", TestMapping),
    ];

    private static ApiResponse TestPolicy(ServerState state, ApiRequest request, Row policy) => ActionBody.Read(request, body =>
    {
        var trial = new TrialBody(state, body);
        var user = trial.ReadUser(isRequired: true);
        trial.CheckContext();
        return body.Rejection ?? Responses.Ok(new PolicyRunner(state, user!, trial.Context).Run(policy).Show());
    });

    private static ApiResponse TestMapping(ServerState state, ApiRequest request, Row mapping) => ActionBody.Read(request, body =>
    {
        var trial = new TrialBody(state, body);
        var user = trial.ReadUser(isRequired: false);
        trial.CheckContext();
        var scope = NameScope.Create(state, user, trial.ReadGroup(), trial.Context);
        return body.Rejection ?? Responses.Ok(ShowResult(mapping, scope, request.FindValue("format_result")));
    });

    private static JsonObject ShowResult(Row mapping, NameScope scope, string? format)
    {
        var value = PythonText.Sanitize(PythonCode.Evaluate(mapping.GetString("expression"), scope));
        var isIndented = string.Equals(format, "true", StringComparison.OrdinalIgnoreCase);
        return new JsonObject { ["result"] = PythonText.WriteJson(value, isIndented), ["successful"] = true };
    }
}
