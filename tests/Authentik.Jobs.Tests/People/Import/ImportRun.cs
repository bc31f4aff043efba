using System.Text.Json.Nodes;
using Authentik.Jobs.Tests.Support;
using Authentik.Naming;

namespace Authentik.Jobs.Tests.People.Import;

/// <summary>Runs an import of users as the command does, row by row.</summary>
internal static class ImportRun
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>A row of names of columns with their cells; null is an empty cell that clears the value.</summary>
    public static UserRow Row(int number, params (string Column, object? Cell)[] cells)
    {
        var row = new UserRow(number);
        foreach (var (name, cell) in cells)
        {
            row = Add(row, UserColumn.Find(name)!, cell);
        }

        return row;
    }

    /// <summary>Rows with usernames and one more cell.</summary>
    public static UserRow[] Rows(string column, params (string Username, object Cell)[] rows) =>
        [.. rows.Select((row, index) => Row(index + 1, ("username", row.Username), (column, row.Cell)))];

    public static Task<IReadOnlyList<ImportedUser>> ImportAsync(this JobServer server, params UserRow[] rows) =>
        server.ImportAsync(new UserImportOptions(), rows);

    public static async Task<IReadOnlyList<ImportedUser>> ImportAsync(
        this JobServer server, UserImportOptions options, params UserRow[] rows)
    {
        var import = new UserImport(server.Jobs, options);
        await import.RequireAsync(ListColumns(rows), Cancellation);
        var results = new List<ImportedUser>();
        foreach (var row in rows)
        {
            var plan = await TryPlanAsync(import, row);
            results.Add(await plan.RunAsync(Cancellation));
        }

        return results;
    }

    /// <summary>The plan of a row; one with a failure if it was refused.</summary>
    public static async Task<JobPlan<ImportedUser>> TryPlanAsync(UserImport import, UserRow row)
    {
        try
        {
            return await import.PlanAsync(row, Cancellation);
        }
        catch (Exception failure) when (JobFailure.CanTell(failure))
        {
            var failed = new JobPlan<ImportedUser>(string.Empty, import.MakeResult(row));
            failed.Result.Fail(failure);
            return failed;
        }
    }

    public static async Task<User> ReadUserAsync(this JobServer server, string name) =>
        (await server.Jobs.FindAsync<User>(Resources.User, name, Cancellation))!;

    public static async Task<JsonObject> ReadAttributesAsync(this JobServer server, string name) =>
        TrackedAttributes.ReadAll(await server.ReadUserAsync(name));

    public static async Task<string> ReadGroupsAsync(this JobServer server, string name) => string.Join(
        ';', (await server.ReadUserAsync(name)).GroupsObj!.Select(group => group.Name).Order(StringComparer.Ordinal));

    private static List<UserColumn> ListColumns(IEnumerable<UserRow> rows) =>
    [
        .. rows.SelectMany(row => row.Values.Select(value => value.Key.Name)).Distinct().Select(name => UserColumn.Find(name)!),
        .. rows.SelectMany(row => row.Attributes.Select(cell => cell.Name)).Distinct().Select(name => UserColumn.Find(name)!),
        .. rows.Any(row => row.Roles is not null) ? [UserColumn.Find("roles")!] : Array.Empty<UserColumn>(),
    ];

    private static UserRow Add(UserRow row, UserColumn column, object? cell) => column.Kind switch
    {
        UserColumnKind.Groups => row with { Groups = Identify(Resources.Group, cell) },
        UserColumnKind.Roles => row with { Roles = Identify(Resources.Role, cell) },
        UserColumnKind.Password => row with { Password = SecretText.Protect((string)cell!) },
        UserColumnKind.Attribute => row with { Attributes = [.. row.Attributes, MakeCell(column, cell)] },
        _ => row with { Values = [.. row.Values, new(column.Field!, cell)] },
    };

    private static AttributeCell MakeCell(UserColumn column, object? cell) =>
        new(column.Path, cell as JsonNode ?? (cell is string text ? JsonValue.Create(text) : null), IsText: cell is not JsonNode);

    private static IReadOnlyList<Identity> Identify(Book.Resource resource, object? cell) =>
        [.. ((string)cell!).Split(';', StringSplitOptions.RemoveEmptyEntries).Select(name => resource.MakeIdentity(name))];
}
