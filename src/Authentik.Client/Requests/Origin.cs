using System.Collections;

namespace Authentik.Requests;

/// <summary>An object of one server means nothing on another, where its id is somebody else.</summary>
internal static class Origin
{
    /// <summary>Refuses objects that were read from another server than the one the command acts on.</summary>
    /// <exception cref="InputException">One was.</exception>
    public static void Check(object? value, string parameter, Session session)
    {
        foreach (var item in value is IEnumerable and not string ? ((IEnumerable)value).Cast<object?>() : [value])
        {
            var whole = (item as Identity)?.Object ?? (item as AnyIdentity)?.Object;
            if (whole?.Session is { } origin && origin.Uri != session.Uri)
            {
                throw new InputException(
                    InputProblem.NoSession, $"{parameter} was read from {origin.Uri}, and this command acts on {session.Uri}. Name it as {session.Uri} knows it.", parameter);
            }
        }
    }
}
