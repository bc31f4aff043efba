using System.Text.Json;
using Authentik.Book;

namespace Authentik;

/// <summary>Makes objects out of responses.</summary>
internal static class ObjectReader
{
    /// <summary>The object, as its own type where a family's list tells the kind.</summary>
    public static AuthentikObject Read(Resource resource, JsonElement json, Session session)
    {
        var made = OwnType(resource, json, session.Book).CreateObject();
        made.Fill(json, session);
        return made;
    }

    private static Resource OwnType(Resource resource, JsonElement json, BookIndex book)
    {
        var model = json.ValueKind == JsonValueKind.Object && json.TryGetProperty(Resource.ModelField, out var name)
            ? name.ToString()
            : null;
        return book.TryFindModel(model, out var own) && own.Family == resource.Noun ? own : resource;
    }
}
