using System.Security;
using Authentik.Book;
using Authentik.Jobs;

namespace Authentik.Commands;

/// <summary>A row while its cells are read.</summary>
internal sealed class UserRowBuilder
{
    private readonly List<KeyValuePair<Field, object?>> values = [];
    private readonly List<AttributeCell> attributes = [];

    public object? Input { get; init; }

    public InputException? Problem { get; set; }

    public IReadOnlyList<Identity>? Groups { get; set; }

    public IReadOnlyList<Identity>? Roles { get; set; }

    public SecureString? Password { get; set; }

    public void Add(Field field, object? value) => values.Add(new(field, value));

    // A column of its own counts more than the JSON of all.
    public void Add(IEnumerable<AttributeCell> several)
    {
        foreach (var cell in several)
        {
            attributes.RemoveAll(other => other.Path.SequenceEqual(cell.Path));
            attributes.Add(cell);
        }
    }

    /// <summary>Adds what clears a value: a string that can be empty is, and a custom attribute is removed.</summary>
    public void AddEmpty(UserColumn column)
    {
        switch (column.Kind)
        {
            case UserColumnKind.Field:
                Add(column.Field!, column.Field!.Name is "name" or "email" ? string.Empty : null);
                break;
            case UserColumnKind.Attribute:
                Add([new AttributeCell(column.Path, null, IsText: true)]);
                break;
            case UserColumnKind.Groups:
                Groups = [];
                break;
        }
    }

    public UserRow Build(int number) => new(number)
    {
        Values = values,
        Attributes = attributes,
        Groups = Groups,
        Roles = Roles,
        Password = Password,
        Input = Input,
        Problem = Problem,
    };
}
