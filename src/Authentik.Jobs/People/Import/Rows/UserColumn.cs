using Authentik.Book;

namespace Authentik.Jobs;

/// <summary>What the cells of a column are.</summary>
internal enum UserColumnKind
{
    /// <summary>Values of a field.</summary>
    Field,

    /// <summary>Names of groups.</summary>
    Groups,

    /// <summary>Names of roles.</summary>
    Roles,

    /// <summary>Values of one custom attribute.</summary>
    Attribute,

    /// <summary>Custom attributes as JSON.</summary>
    Attributes,

    /// <summary>Passwords.</summary>
    Password,

    /// <summary>Something that authentik says of users and doesn't take, as exports of users have it.</summary>
    ReadOnly,
}

/// <summary>A column of an import of users.</summary>
/// <param name="Name">Its name in messages and results.</param>
/// <param name="Kind">What its cells are.</param>
/// <param name="Field">The field; null for none.</param>
/// <param name="Path">The keys of a custom attribute, from the outside to the inside.</param>
internal sealed record UserColumn(string Name, UserColumnKind Kind, Field? Field, IReadOnlyList<string> Path)
{
    private const string Prefix = "attributes.";
    private const string Active = "active";

    // PowerShell adds these to an object that a job returns.
    private static readonly HashSet<string> JobColumns =
        new(StringComparer.OrdinalIgnoreCase) { "PSComputerName", "RunspaceId", "PSShowComputerName", "PSSourceJobInstanceId" };

    private static readonly string[] Fields = ["username", "name", "email", "type", "path", "is_active"];

    /// <summary>The names of columns, for messages.</summary>
    public static IReadOnlyList<string> Names { get; } =
        [.. Fields, Active, "groups", "roles", "password", "attributes", $"{Prefix}<key>"];

    /// <summary>True if the cells are sent.</summary>
    public bool IsSent => Kind != UserColumnKind.ReadOnly;

    /// <summary>True if the cells must not be shown.</summary>
    public bool IsSecret => Kind == UserColumnKind.Password || (Kind == UserColumnKind.Attribute && Redactor.IsSecretName(Path[^1]));

    /// <summary>What a column of this name is; null if it means nothing.</summary>
    /// <exception cref="InputException">The name of a custom attribute is invalid.</exception>
    public static UserColumn? Find(string name)
    {
        if (name.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
        {
            var key = name[Prefix.Length..];
            return new UserColumn($"{Prefix}{key}", UserColumnKind.Attribute, null, SplitPath(key, name));
        }

        if (IsSame(name, "password"))
        {
            return new UserColumn("password", UserColumnKind.Password, null, []);
        }

        return Resources.User.FindInput(IsSame(name, Active) ? "is_active" : name) switch
        {
            { Name: "groups" } field => new UserColumn("groups", UserColumnKind.Groups, field, []),
            { Name: "roles" } field => new UserColumn("roles", UserColumnKind.Roles, field, []),
            { Name: "attributes" } field => new UserColumn("attributes", UserColumnKind.Attributes, field, []),
            { } field when Fields.Contains(field.Name) => new UserColumn(field.Name, UserColumnKind.Field, field, []),
            _ when IsReadOnly(name) => new UserColumn(name, UserColumnKind.ReadOnly, null, []),
            _ => null,
        };
    }

    // authentik's own keys contain dots: goauthentik.io/user/can-change-email.
    private static IReadOnlyList<string> SplitPath(string key, string column)
    {
        var path = key.StartsWith("goauthentik.io/", StringComparison.Ordinal) ? [key] : key.Split('.', StringSplitOptions.TrimEntries);
        return path.All(part => part.Length > 0) ? path : throw new InputException(
            InputProblem.InvalidValue,
            $"The column '{column}' doesn't name a custom attribute. Use a name such as attributes.department or attributes.address.city.",
            column);
    }

    private static bool IsReadOnly(string name) =>
        Resources.User.FindField(name) is not null || Resources.User.IsComputed(name) || JobColumns.Contains(name);

    private static bool IsSame(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
