using Authentik.Sandboxing.Http;
using Authentik.Sandboxing.State;
using Authentik.Sandboxing.Store;

namespace Authentik.Sandboxing.Actions;

/// <summary>An action of an object, which follows the object in the URL. The book decides which methods it has.</summary>
/// <param name="Path">The path of the resource.</param>
/// <param name="Name">The words in the URL.</param>
/// <param name="Respond">Does it, and responds.</param>
internal sealed record ObjectAction(string Path, string Name, Func<ServerState, ApiRequest, Row, ApiResponse> Respond);

/// <summary>An action of a list, or any other URL that isn't part of a resource.</summary>
/// <param name="Method">The method.</param>
/// <param name="Path">The path, as the API's operations write it: with placeholders.</param>
/// <param name="Respond">Does it, and responds.</param>
internal sealed record ListAction(string Method, string Path, Func<ServerState, ApiRequest, ApiResponse> Respond)
{
    /// <summary>Who can do it.</summary>
    public Caller Caller { get; init; } = Caller.Administrator;
}

/// <summary>Who can do an action.</summary>
internal enum Caller
{
    /// <summary>A superuser.</summary>
    Administrator,

    /// <summary>Every user.</summary>
    User,

    /// <summary>Everyone, without a token.</summary>
    Anyone,
}

/// <summary>The objects of a path; none when the version doesn't have the path.</summary>
internal static class Stored
{
    public static IEnumerable<Row> FindAll(ServerState state, string path) =>
        state.Catalog.FindByPath(path) is { } resource ? state.Objects.FindAll(resource) : [];

    public static Row? Find(ServerState state, string path, string? id) =>
        id is not null && state.Catalog.FindByPath(path) is { } resource ? state.Objects.Find(resource, id) : null;

    public static Row? FindBy(ServerState state, string path, string field, string? text) =>
        text is null ? null : FindAll(state, path).FirstOrDefault(row => row.Values[field]?.ToString() == text);
}
