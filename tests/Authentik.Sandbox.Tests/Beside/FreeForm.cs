using Authentik.Book;
using Authentik.Sandboxing.Endpoints;
using Authentik.Sandboxing.State;

namespace Authentik.Sandboxing.Tests.Beside;

/// <summary>The places of a response whose content depends on the data: free-form fields, and maps whose keys are names.</summary>
internal sealed class FreeForm
{
    // Responses that the book doesn't describe as a resource.
    private static readonly (string Path, string Where)[] Maps =
    [
        ("/admin/system/", "http_headers"),
        ("/managed/blueprints/available/", "[].meta.labels"),
    ];

    private readonly HashSet<string> places;

    private FreeForm(IEnumerable<string> places) => this.places = [.. places];

    /// <summary>The places in the response of a URL.</summary>
    public static FreeForm Find(ServerState state, string path)
    {
        var maps = Maps.Where(map => map.Path == path).Select(map => map.Where);
        return state.Router.Find(path) is { } route
            ? new FreeForm(maps.Concat(ListFields(GetStart(route.Resource), route.Resource.Fields)))
            : new FreeForm(maps);
    }

    public bool Contains(string where) => places.Contains(where);

    private static string GetStart(Resource resource) =>
        resource.IsSingle ? string.Empty : resource.Offers(Feature.Paging) ? "results[]." : "[].";

    private static IEnumerable<string> ListFields(string start, IEnumerable<Field> fields)
    {
        foreach (var field in fields)
        {
            var place = start + field.Name;
            if (field.Type == FieldType.Json)
            {
                yield return place;
            }

            foreach (var inner in ListFields(place + (field.IsList ? "[]." : "."), field.Shape?.Fields ?? []))
            {
                yield return inner;
            }
        }
    }
}
