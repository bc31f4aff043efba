namespace Authentik.Book;

/// <summary>What the API of a resource usually offers. The book names the features that a resource doesn't have.</summary>
[Flags]
public enum Feature
{
    /// <summary>No feature.</summary>
    None = 0,

    /// <summary>Each object has a URL of its own. Without it, an object is read from the list.</summary>
    Detail = 1,

    /// <summary>The API says what uses an object.</summary>
    UsedBy = 2,

    /// <summary>The list comes in pages. Without it, the list comes whole.</summary>
    Paging = 4,

    /// <summary>The list can be searched. Without it, a search is ignored and everything is returned.</summary>
    Search = 8,
}
