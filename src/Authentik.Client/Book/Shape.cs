namespace Authentik.Book;

/// <summary>A nested object of the API, such as a redirect URI.</summary>
/// <param name="Name">Name of its class without the namespace.</param>
/// <param name="Fields">Its fields.</param>
/// <param name="New">Makes an empty one.</param>
/// <param name="TextField">The field that a plain text stands for, or null.</param>
public sealed record Shape(string Name, IReadOnlyList<Field> Fields, Func<AuthentikObject> New, string? TextField = null)
{
    /// <summary>The field of that API name or property name, ignoring case; null when there is none.</summary>
    public Field? Find(string name) => Fields.FirstOrDefault(field =>
        string.Equals(field.Name, name, StringComparison.OrdinalIgnoreCase)
        || string.Equals(field.Property, name, StringComparison.OrdinalIgnoreCase));
}
