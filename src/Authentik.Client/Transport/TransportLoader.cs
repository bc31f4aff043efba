using System.Reflection;
using System.Runtime.Loader;

namespace Authentik.Transport;

/// <summary>
/// Makes transports out of <c>lib/Authentik.Transport.dll</c>, in a load context of their own: the HTTP library behind it is
/// invisible to other modules, and theirs to us. Nothing is loaded before the first session.
/// </summary>
internal static class TransportLoader
{
    private const string AssemblyName = "Authentik.Transport";
    private const string TypeName = "Authentik.Transport.RestSharpTransport";

    private static readonly Lazy<Type> TransportType = new(Load);

    /// <summary>Creates a transport.</summary>
    /// <exception cref="FileNotFoundException">The module's <c>lib</c> folder is not whole.</exception>
    public static ITransport Open(TransportOptions options) => (ITransport)Activator.CreateInstance(TransportType.Value, options)!;

    private static Type Load()
    {
        var folder = Path.Combine(Path.GetDirectoryName(typeof(TransportLoader).Assembly.Location)!, "lib");
        var context = new FolderLoadContext(folder);
        return context.LoadFromAssemblyPath(Path.Combine(folder, $"{AssemblyName}.dll")).GetType(TypeName, throwOnError: true)!;
    }

    private sealed class FolderLoadContext(string folder) : AssemblyLoadContext(AssemblyName)
    {
        // ITransport must be the same type in both contexts, so the client's assembly is shared. RestSharp is loaded from the folder.
        protected override Assembly? Load(AssemblyName assemblyName)
        {
            var shared = typeof(ITransport).Assembly;
            if (assemblyName.Name == shared.GetName().Name)
            {
                return shared;
            }

            var path = Path.Combine(folder, $"{assemblyName.Name}.dll");
            return File.Exists(path) ? LoadFromAssemblyPath(path) : null;
        }
    }
}
