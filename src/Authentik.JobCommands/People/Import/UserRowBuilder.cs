using System.Management.Automation;
using System.Security;
using Authentik.Book;
using Authentik.Jobs;

namespace Authentik.Commands;

/// <summary>A row while its cells are read.</summary>
internal sealed class UserRowBuilder
{
    private readonly List<KeyValuePair<Field, object?>> values = [];
    private readonly List<AttributeCell> attributes = [];

    private readonly PSObject input = new();

    /// <summary>The first problem of the row.</summary>
    public InputException? Problem { get; set; }

    public IReadOnlyList<Identity>? Groups { get; set; }

    public IReadOnlyList<Identity>? Roles { get; set; }

    public SecureString? Password { get; set; }

    /// <summary>Reads a part of the row. The other parts are read even if it fails, so that the result has them.</summary>
    public void Attempt(Action read)
    {
        try
        {
            read();
        }
        catch (InputException problem)
        {
            Problem ??= problem;
        }
    }

    /// <summary>
    /// Adds a cell to the row of the result. Only what the import reads is in there: a column that it leaves out can have a password under
    /// any name.
    /// </summary>
    public void Keep(ImportCell cell, UserColumn column, object? value)
    {
        if (value is SecureString || !(column.IsSecret || Redactor.IsSecretName(cell.Source) || HasSecret(column, value)))
        {
            cell.CopyTo(input, value);
        }
    }

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

    // JSON that can't be read could contain anything.
    private bool HasSecret(UserColumn column, object? value)
    {
        if (value is null || column.Kind is not (UserColumnKind.Attribute or UserColumnKind.Attributes))
        {
            return false;
        }

        var own = attributes.Where(cell => cell.Path.Take(column.Path.Count).SequenceEqual(column.Path)).ToList();
        return own.Count == 0 || own.Any(cell => cell.IsSecret);
    }

    public UserRow Build(int number) => new(number)
    {
        Values = values,
        Attributes = attributes,
        Groups = Groups,
        Roles = Roles,
        Password = Password,
        Input = input.Properties.Any() ? input : null,
        Problem = Problem,
    };
}
