using Authentik.Book;

namespace Authentik.Jobs;

/// <summary>
/// Creates and changes users by rows: finds the user of a row, compares, and plans what differs. A row that can't be done as a whole, such
/// as one with a group that doesn't exist, is refused before its first request that changes something.
/// </summary>
internal sealed class UserImport
{
    private readonly JobClient client;
    private readonly UserImportOptions options;
    private readonly NamedObjects groups;
    private readonly NamedObjects roles;
    private readonly KnownUsers users;
    private readonly UserChangePlanner changes;
    private readonly UserWriter writer;
    private readonly UserSecrets secrets;
    private readonly Dictionary<string, int> seen = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> spellings = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> warned = new(StringComparer.Ordinal);

    public UserImport(JobClient client, UserImportOptions options)
    {
        (this.client, this.options) = (client, options);
        groups = new NamedObjects(client, Resources.Group, options.CreatesGroups);
        roles = new NamedObjects(client, Resources.Role, canCreate: false);
        users = new KnownUsers(client, options.MatchBy, groups, roles);
        writer = new UserWriter(client);
        secrets = new UserSecrets(client, options);
        changes = new UserChangePlanner(client, options, groups, writer, secrets);
    }

    /// <summary>Checks the columns, and what the server needs, before the first row.</summary>
    /// <param name="columns">The columns that are sent.</param>
    /// <param name="cancellation">Cancels the requests.</param>
    /// <exception cref="InputException">A column is missing or can't be sent to this version, or there is no recovery flow.</exception>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public async Task RequireAsync(IReadOnlyCollection<UserColumn> columns, CancellationToken cancellation)
    {
        var match = options.MatchBy;
        var isIn = columns.Any(column => match.Path.Count == 0 ? column.Name == match.Name : column.Path.SequenceEqual(match.Path))
            || (match.Path.Count > 0 && columns.Any(column => column.Kind == UserColumnKind.Attributes));
        if (!isIn)
        {
            throw new InputException(
                InputProblem.MissingValue,
                $"The input has no column {match.Name}, which identifies the users. Nothing was sent. Rename a column, use -Map, or use "
                    + "-MatchBy for another one.",
                match.Name);
        }

        if (columns.FirstOrDefault(column => column.Kind == UserColumnKind.Roles) is { } column)
        {
            client.Gate.Require("Column roles", column.Field!.Writable, "Only groups have roles there: use Set-AuthentikGroup -Role.");
        }

        await secrets.RequireAsync(cancellation);
    }

    /// <summary>Finds the user of a row, and plans what to do.</summary>
    /// <exception cref="InputException">The row can't be done.</exception>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public async Task<JobPlan<ImportedUser>> PlanAsync(UserRow row, CancellationToken cancellation)
    {
        if (row.Problem is { } problem)
        {
            throw problem;
        }

        var key = options.MatchBy.FindKey(row) ?? throw new InputException(
            InputProblem.MissingValue, $"Row {row.Number} has no {options.MatchBy.Title}. The row wasn't sent.", row.Describe(null));
        RequireOnce(row, key);
        var found = await users.FindAsync(key, row.Attributes, cancellation);
        if (found.Count > 1)
        {
            throw new InputException(
                InputProblem.Ambiguous,
                $"{found.Count} users have the {options.MatchBy.Title} '{key}': {string.Join(", ", found.Select(user => user.Username))}. "
                    + "The row wasn't sent.",
                key);
        }

        var wantedGroups = await FindAllAsync(groups, row.Groups, cancellation);
        var wantedRoles = await FindAllAsync(roles, row.Roles, cancellation);
        return found is [var user]
            ? await changes.PlanAsync(MakePlan(row, JobStatus.Changed), row, user, wantedGroups, wantedRoles, cancellation)
            : await PlanNewAsync(row, key, wantedGroups, wantedRoles, cancellation);
    }

    /// <summary>The result of a row for which nothing was planned.</summary>
    public ImportedUser MakeResult(UserRow row) => new()
    {
        Row = row.Number,
        Username = row.Describe(options.MatchBy.FindKey(row)),
        Input = row.Input,
    };

    private void RequireOnce(UserRow row, string key)
    {
        if (!seen.TryAdd(key, row.Number))
        {
            throw new InputException(
                InputProblem.InvalidValue,
                $"Row {row.Number} has the same {options.MatchBy.Title} as row {seen[key]}: '{key}'. The row wasn't sent. Leave out one of "
                    + "them.",
                key);
        }

        if (row.Find("username") is { } name && !spellings.TryAdd(name, name) && spellings[name] != name)
        {
            WarnOfSpelling(name, spellings[name]);
        }
    }

    private void WarnOfSpelling(string name, string other)
    {
        if (warned.Add(name))
        {
            client.Log.Warning($"The usernames '{name}' and '{other}' differ only by case. To authentik, they are two users.");
        }
    }

    private static async Task<IReadOnlyList<NamedObject>> FindAllAsync(
        NamedObjects all, IReadOnlyList<Identity>? wanted, CancellationToken cancellation)
    {
        var found = new List<NamedObject>();
        foreach (var one in wanted ?? [])
        {
            var named = await all.FindAsync(one, cancellation);
            if (!found.Contains(named))
            {
                found.Add(named);
            }
        }

        return found;
    }

    private async Task<JobPlan<ImportedUser>> PlanNewAsync(
        UserRow row,
        string key,
        IReadOnlyList<NamedObject> wantedGroups,
        IReadOnlyList<NamedObject> wantedRoles,
        CancellationToken cancellation)
    {
        if (row.Find("username") is not { Length: > 0 } name)
        {
            throw new InputException(
                InputProblem.MissingValue,
                $"No user has the {options.MatchBy.Title} '{key}', and row {row.Number} has no username, so no user can be created.",
                key);
        }

        secrets.RequireAddress(row, row.Find("email"));
        writer.RequireNew(row);
        if (await users.FindSpellingAsync(name, cancellation) is { } other)
        {
            WarnOfSpelling(name, other);
        }

        var plan = MakePlan(row, JobStatus.Created);
        NamedObject.AddCreations(plan, wantedGroups);
        plan.Add(new JobStep(
            UserWriter.DescribeNew(row, wantedGroups, wantedRoles),
            token => secrets.FinishAsync(row, stop => writer.CreateAsync(row, wantedGroups, wantedRoles, plan.Result, stop), token))
        {
            IsNeeded = true,
        });
        secrets.AddSteps(plan, row, isNew: true);
        return plan;
    }

    private JobPlan<ImportedUser> MakePlan(UserRow row, JobStatus success)
    {
        var result = MakeResult(row);
        return new($"User '{result.Username}'", result) { Success = success };
    }
}
