namespace Authentik.Book;

/// <summary>What the value of a field is.</summary>
public enum FieldType
{
    /// <summary>Text.</summary>
    Text,

    /// <summary>A whole number.</summary>
    Integer,

    /// <summary>A number with a fraction.</summary>
    Number,

    /// <summary>True or false.</summary>
    Boolean,

    /// <summary>A point in time.</summary>
    Date,

    /// <summary>A duration, such as <c>hours=2</c>.</summary>
    Duration,

    /// <summary>A UUID that refers to nothing the book knows.</summary>
    Uuid,

    /// <summary>Free-form JSON.</summary>
    Json,

    /// <summary>Text out of a set of values.</summary>
    Enum,

    /// <summary>The id of another object.</summary>
    Reference,

    /// <summary>A nested object with fields of its own.</summary>
    Shape,

    /// <summary>The content of a file.</summary>
    File,

    /// <summary>The body of a new object of a resource, which an action creates.</summary>
    NewObject,
}
