namespace Authentik;

/// <summary>What an object needs to become as it's wanted.</summary>
public enum ConfigurationAction
{
    /// <summary>It's as it's wanted.</summary>
    Unchanged,

    /// <summary>It doesn't exist yet.</summary>
    Create,

    /// <summary>Some of its fields have other values.</summary>
    Update,

    /// <summary>It exists under another name, and other fields may have other values, too.</summary>
    Rename,

    /// <summary>An object of another kind has its name, and has to be removed first.</summary>
    Replace,

    /// <summary>It only exists on the server.</summary>
    Extra,

    /// <summary>It's removed from the server.</summary>
    Remove,

    /// <summary>
    /// Nobody knows: the caller may not see all objects of its kind, or authentik makes them itself and hasn't made this one yet.
    /// </summary>
    Unknown,
}
