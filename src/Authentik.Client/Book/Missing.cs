namespace Authentik.Book;

/// <summary>What the API of a resource doesn't offer.</summary>
[Flags]
public enum Missing
{
    /// <summary>Nothing is missing.</summary>
    None = 0,

    /// <summary>No URL of one object; it is read from the list.</summary>
    Retrieve = 1,

    /// <summary>It doesn't say what uses an object.</summary>
    UsedBy = 2,

    /// <summary>The list comes whole.</summary>
    Paging = 4,

    /// <summary>The list doesn't search: it ignores the words and returns everything.</summary>
    Search = 8,
}
