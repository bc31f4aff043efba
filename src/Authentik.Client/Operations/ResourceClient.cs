using Authentik.Book;
using Authentik.Http;
using Authentik.Labels;
using Authentik.Naming;

namespace Authentik;

/// <summary>All that can be done with one resource on one server. Names are looked up once for as long as it lives.</summary>
internal sealed class ResourceClient
{
    public ResourceClient(ApiClient api, Resource resource)
    {
        var kept = resource.Fields.Any(field => field.IsNamedByGet) ? new FoundObjects() : null;
        var lookup = new Lookup(api, kept);
        var references = new References(api, lookup, kept);
        var kinds = new KindRouter(api, resource, lookup);
        Reader = new ResourceReader(api, resource, lookup, kinds);
        Lister = new ResourceLister(api, resource, references, kinds);
        Writer = new ResourceWriter(api, resource, lookup, references, kinds, Reader, Lister, kept);
        Names = new ReferenceNames(api);
        Remover = new ResourceRemover(api, resource, lookup, new UsedByNames(api, Names));
    }

    public ResourceReader Reader { get; }

    public ResourceLister Lister { get; }

    public ResourceWriter Writer { get; }

    public ResourceRemover Remover { get; }

    public ReferenceNames Names { get; }
}
