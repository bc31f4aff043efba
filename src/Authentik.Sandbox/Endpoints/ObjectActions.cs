using Authentik.Sandboxing.Actions;
using Authentik.Sandboxing.Actions.Administration;
using Authentik.Sandboxing.Actions.Applications;
using Authentik.Sandboxing.Actions.Evaluation;
using Authentik.Sandboxing.Actions.Flows;
using Authentik.Sandboxing.Actions.People;
using Authentik.Sandboxing.Versions;

namespace Authentik.Sandboxing.Endpoints;

/// <summary>The actions of objects that the sandbox imitates.</summary>
internal static class ObjectActions
{
    private static readonly ObjectAction[] All =
    [
        // people
        .. PasswordActions.OfObjects,
        .. RecoveryActions.OfObjects,
        .. MemberActions.OfObjects,

        // applications
        .. AccessActions.OfObjects,
        .. IconActions.OfObjects,
        .. ProviderActions.OfObjects,
        .. CertificateActions.OfObjects,

        // flows
        .. FlowActions.OfObjects,
        .. BlueprintActions.OfObjects,

        // tests and previews
        .. TrialActions.OfObjects,
        .. PreviewActions.OfObjects,
        .. TransportActions.OfObjects,

        // administration
        .. SystemActions.OfObjects,
        .. EventActions.OfObjects,
        .. TaskActions.OfObjects,
        .. GovernanceActions.OfObjects,
    ];

    public static ObjectAction? Find(Resource resource, string? name) =>
        Array.Find(All, action => action.Path == resource.Path && action.Name == name);
}

/// <summary>The actions of lists, and the other URLs that aren't part of a resource, that the sandbox imitates.</summary>
internal static class ListActions
{
    private static readonly ListAction[] All =
    [
        // people
        .. RecoveryActions.OfLists,
        .. ServiceAccountActions.OfLists,
        .. MemberActions.OfLists,
        .. PermissionActions.OfLists,

        // applications
        .. AccessActions.OfLists,
        .. TransactionalActions.OfLists,
        .. CertificateActions.OfLists,
        .. MetadataImport.OfLists,
        .. UserSettings.OfLists,

        // flows
        .. FlowActions.OfLists,
        .. BlueprintActions.OfLists,

        // tests and previews
        .. PromptActions.OfLists,

        // administration
        .. ServerActions.OfLists,
        .. SystemActions.OfLists,
        .. EventActions.OfLists,
        .. TaskActions.OfLists,
        .. FileActions.OfLists,
        .. GovernanceActions.OfLists,
        .. ReportActions.OfLists,
        .. ListedFacts.OfLists,
        .. AgentActions.OfLists,
    ];

    /// <summary>The action of a path; null when there is none. HEAD is answered as GET.</summary>
    public static ListAction? Find(ApiPath path, string method)
    {
        var url = string.Join('/', path.Segments);
        return Array.Find(All, action => action.Path == url && action.Method == (method == "HEAD" ? "GET" : method));
    }
}
