using Authentik.Sandboxing.Http;
using Authentik.Sandboxing.Store;
using Authentik.Sandboxing.Writes;

namespace Authentik.Sandboxing.Rules;

/// <summary>Connections of users to sources: which versions can make one.</summary>
internal sealed class UserConnectionRules(World world) : ResourceRules(world)
{
    public override string Path => "/sources/user_connections/all/";

    public override Answer? Refuse(Change change, FieldErrors errors)
    {
        var lacks = (string field) => !change.Values.ContainsKey(field);

        // Up to 2024.10 the server drops the source and then breaks, whatever is sent.
        return change.Existing is null && lacks("source") ? Answers.EmptyNotAllowed() : null;
    }

    public override void Complete(Row row, bool isNew, Change? change = null)
    {
        // Some versions do not take the user; the connection is the caller's then. Not seen on a real server.
        if (isNew && row.Values["user"] is null && change?.Call.User is { } caller)
        {
            row.Values["user"] = caller.Id.DeepClone();
        }
    }
}
