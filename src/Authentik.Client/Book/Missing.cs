namespace Authentik.Book;

/// <summary>What the API of a resource does not offer.</summary>
[Flags]
public enum Missing
{
    /// <summary>Nothing is missing.</summary>
    None = 0,

    /// <summary>No URL of one object; it is read from the list.</summary>
    Retrieve = 1,

    /// <summary>No answer to what uses an object.</summary>
    UsedBy = 2,

    /// <summary>The list comes whole.</summary>
    Paging = 4,

    /// <summary>The list does not search: it ignores the words and answers with everything.</summary>
    Search = 8,
}
