using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Authentik.Book;
using Authentik.Parsing;

namespace Authentik;

/// <summary>Makes objects out of responses.</summary>
internal static class ObjectReader
{
    /// <summary>The object that a part of a response has, as its own type where a family's list tells the kind.</summary>
    public static AuthentikObject Read(Resource resource, JsonElement json, Session session)
    {
        var reader = JsonBody.Open(Encoding.UTF8.GetBytes(json.GetRawText()));
        reader.Read();
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
        book.HasMembers(resource) && book.TryFindModel(FindModel(json), out var own) && own.Family == resource.Noun ? own : resource;

    private static string? FindModel(Utf8JsonReader json)
    {
        string? model = null;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var isModel = json.ValueTextEquals(Resource.ModelField);
            json.Read();
            if (isModel && json.TokenType == JsonTokenType.String)
            {
                model = json.GetString();
            }

            json.Skip();
        }

        return model;
    }
}
