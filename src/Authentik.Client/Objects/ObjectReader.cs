using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Authentik.Book;
using Authentik.Parsing;

namespace Authentik;

/// <summary>Makes objects out of responses.</summary>
internal static class ObjectReader
{
    private static readonly byte[] ModelField = Encoding.UTF8.GetBytes(Resource.ModelField);

    /// <summary>The object that a part of a response has, as its own type where a family's list tells the kind.</summary>
    public static AuthentikObject Read(Resource resource, JsonElement json, Session session)
    {
        var reader = JsonBody.Open(json.GetRawText());
        return ReadNext(resource, ref reader, session);
    }

    /// <summary>The same of JSON at the beginning of the object, which is moved to the object's end.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static AuthentikObject ReadNext(Resource resource, ref Utf8JsonReader json, Session session)
    {
        var made = OwnType(resource, json, session.Book).CreateObject();
        made.ReadAll(ref json, session);
        return made;
    }

    private static Resource OwnType(Resource resource, Utf8JsonReader json, BookIndex book) =>
        resource.IsFamily && book.TryFindModel(FindModel(json), out var own) && own.Family == resource.Noun ? own : resource;

    // The last one counts, as everywhere.
    private static string? FindModel(Utf8JsonReader json)
    {
        string? model = null;
        while (JsonMember.MoveTo(ref json, ModelField))
        {
            model = json.TokenType == JsonTokenType.String ? json.GetString() : model;
            json.Skip();
        }

        return model;
    }
}
