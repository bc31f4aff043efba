namespace Authentik.Transport;

/// <summary>
/// Makes transports out of <c>lib/Authentik.Transport.dll</c>, in a load context of their own. Nothing is loaded before the first session.
/// </summary>
internal static class TransportLoader
{
    private const string AssemblyName = "Authentik.Transport";
    private const string TypeName = "Authentik.Transport.RestSharpTransport";

    // ITransport must be the same type in both contexts.
    private static readonly Lazy<Type> TransportType =
        new(() => FolderLoadContext.LoadType(AssemblyName, TypeName, typeof(ITransport).Assembly));

    /// <summary>Creates a transport.</summary>
    /// <exception cref="FileNotFoundException">The module's <c>lib</c> folder is not whole.</exception>
    public static ITransport Open(TransportOptions options) => (ITransport)Activator.CreateInstance(TransportType.Value, options)!;
}
