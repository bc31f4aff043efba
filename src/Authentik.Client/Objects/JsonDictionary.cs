using System.Collections.Specialized;

namespace Authentik;

/// <summary>An object of free-form JSON, with its keys in the server's order. Its text is JSON, also in CSV files.</summary>
#pragma warning disable CA1010 // A generic interface beside that of the base class would have PowerShell enumerate it.
public sealed class JsonDictionary() : OrderedDictionary(StringComparer.Ordinal)
#pragma warning restore CA1010
{
    /// <summary>True if somebody asked for the secrets in it, so that a list shows them, too.</summary>
    internal bool ShowsSecrets { get; set; }

    /// <summary>The object as JSON.</summary>
    public override string ToString() => JsonText.Write(this);
}
