using Authentik.Book;

namespace Authentik;

/// <summary>Makes empty objects of what the book describes. The book holds their constructors, and knows nothing of objects.</summary>
internal static class ObjectFactory
{
    public static AuthentikObject CreateObject(this Resource resource) => (AuthentikObject)resource.New();

    public static AuthentikObject CreateObject(this Shape shape) => (AuthentikObject)shape.New();
}
