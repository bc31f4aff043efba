namespace Authentik.Generator.Import;

/// <summary>A document cannot be imported.</summary>
internal sealed class ImportException(string message) : Exception(message);
