namespace Authentik.Book;

/// <summary>A nested object of the API, such as a redirect URI.</summary>
/// <param name="Name">Name of its class without the namespace.</param>
/// <param name="Fields">Its fields.</param>
/// <param name="New">Creates an empty one.</param>
/// <param name="TextField">The field that a plain string stands for, or null.</param>
/// <param name="Address">Which field has to be a whole address, or null.</param>
public sealed record Shape(
    string Name, IReadOnlyList<Field> Fields, Func<object> New, string? TextField = null, AddressRule? Address = null)
{
    /// <summary>The field that a word names, as the API or as a property, ignoring case; null when there is none.</summary>
    public Field? Find(string word) => Fields.FirstOrDefault(field => field.IsNamed(word));
}

/// <summary>A field of a nested object that has to be a whole address, unless another one has a certain value.</summary>
public sealed record AddressRule(string Field, string UnlessField, string UnlessValue);
