using Authentik.Book;

namespace Authentik.Sandboxing.Http;

/// <summary>What a path below the API's root stands for.</summary>
/// <param name="Resource">The resource.</param>
/// <param name="Kind">The kind its path names, where paths follow kinds.</param>
/// <param name="Key">The object, as the path names it; null for the list.</param>
/// <param name="Action">What follows the object, such as <c>used_by</c>; null for the object itself.</param>
internal sealed record Route(Resource Resource, Kind? Kind, string? Key, string? Action);
