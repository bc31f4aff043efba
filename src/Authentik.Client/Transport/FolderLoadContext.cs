using System.Reflection;
using System.Runtime.Loader;

namespace Authentik.Transport;

/// <summary>
/// Loads an assembly of the module's <c>lib</c> folder apart from everything else in the shell: the libraries behind it are invisible to
/// other modules, and theirs to us.
/// </summary>
internal sealed class FolderLoadContext : AssemblyLoadContext
{
    private readonly string folder;
    private readonly Dictionary<string, Assembly> shared;

    private FolderLoadContext(string name, string folder, IEnumerable<Assembly> shared)
        : base(name)
    {
        this.folder = folder;
        this.shared = shared.ToDictionary(assembly => assembly.GetName().Name!, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Loads a type of an assembly, which gets a load context of its own.</summary>
    /// <param name="assembly">The assembly's name.</param>
    /// <param name="type">The type's full name.</param>
    /// <param name="shared">The assemblies whose types must be the same in both contexts.</param>
    /// <exception cref="FileNotFoundException">The module's <c>lib</c> folder is not whole.</exception>
    public static Type LoadType(string assembly, string type, params Assembly[] shared)
    {
        var folder = Path.Combine(Path.GetDirectoryName(typeof(FolderLoadContext).Assembly.Location)!, "lib");
        var context = new FolderLoadContext(assembly, folder, shared);
        return context.LoadFromAssemblyPath(Path.Combine(folder, $"{assembly}.dll")).GetType(type, throwOnError: true)!;
    }

    /// <inheritdoc/>
    protected override Assembly? Load(AssemblyName assemblyName)
    {
        if (shared.TryGetValue(assemblyName.Name!, out var found))
        {
            return found;
        }

        var path = Path.Combine(folder, $"{assemblyName.Name}.dll");
        return File.Exists(path) ? LoadFromAssemblyPath(path) : null;
    }
}
