using System.Collections;

namespace Authentik.Commands;

/// <summary>The session that the command line being completed would act in.</summary>
internal static class CompletionSession
{
    /// <summary>The session typed behind -Session, by name or as an object; else the default; null when there is none.</summary>
    public static Session? Of(IDictionary bound) => Unwrap.Base(bound["Session"]) switch
    {
        Session session => session,
        string name => SessionStore.Current.Sessions.FirstOrDefault(session => string.Equals(session.Name, name, StringComparison.OrdinalIgnoreCase)),
        _ => SessionStore.Current.Default,
    };
}
