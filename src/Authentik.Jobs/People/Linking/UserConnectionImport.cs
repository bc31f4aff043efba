using Authentik.Naming;

namespace Authentik.Jobs;

/// <summary>
/// Connects users who exist to a source, so that they sign in with the account there. authentik accepts an identifier that another user
/// has already, and one of the two then signs in as the other, so that is refused here.
/// </summary>
internal sealed class UserConnectionImport(JobClient client, UserMatch match)
{
    private const string Command = "Import-AuthentikUserConnection";

    private readonly KnownUsers users = new(client, match);
    private readonly Dictionary<string, LinkedSource> sources = new(StringComparer.Ordinal);

    /// <summary>Refuses a server that takes no user for a connection, and a source that isn't there, before the first row.</summary>
    /// <param name="source">The source that all rows have; null if each has its own.</param>
    /// <param name="cancellation">Cancels the requests.</param>
    /// <exception cref="InputException">The server's version doesn't, or the source isn't there.</exception>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public async Task RequireAsync(Identity? source, CancellationToken cancellation)
    {
        var versions = Resources.UserConnection.GetField("user").Writable;
        if (client.Gate.IsPossible(versions))
        {
            client.Gate.Require(Command, versions);
            if (source is not null)
            {
                await FindSourceAsync(source, cancellation);
            }


            return;
        }

        // The kind of the source decides which command changes it.
        var found = source is null ? null : await client.Of(Resources.Source).Reader.FindAsync(source, cancellation);
        var set = found is { Resource: { } kind } && kind.Noun != Resources.Source.Noun
            ? $"Set-Authentik{kind.Noun} '{found.ValueOf("slug")}'"
            : "the Set command of the source";
        client.Gate.Require(
            Command,
            versions,
            $"Let the source find the users instead: use {set} with -UserMatchingMode email_link or username_link. Each user is connected "
                + "at the first sign-in. Whoever can choose the e-mail address or the username at the source can then sign in as that "
                + "user.");
    }

    /// <summary>Finds the user and the source of a row, and plans what to do.</summary>
    /// <exception cref="InputException">The row can't be done.</exception>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public async Task<JobPlan<ImportedUserConnection>> PlanAsync(UserConnectionRow row, CancellationToken cancellation)
    {
        if (row.Problem is { } problem)
        {
            throw problem;
        }

        var (key, identity) = (Require(row, row.User, match.Title), row.Source);
        Require(row, row.Identifier, "identifier");
        var source = await FindSourceAsync(
            identity ?? throw Missing(row, "source. Use a column source, or -Source"), cancellation);
        var user = await FindUserAsync(key, cancellation);
        source.RequireOnce(row, user.Pk);
        await RequireFreeAsync(row, source, user.Pk, cancellation);
        return Plan(row, source, user);
    }

    /// <summary>The result of a row for which nothing was planned.</summary>
    public static ImportedUserConnection MakeResult(UserConnectionRow row, StoredUser? user = null, LinkedSource? source = null) => new()
    {
        Row = row.Number,
        Username = user?.Username ?? row.User ?? $"Row {row.Number}",
        Source = source?.Name ?? row.Source?.ToString() ?? string.Empty,
        Identifier = row.Identifier,
        Input = row.Input,
    };

    private JobPlan<ImportedUserConnection> Plan(UserConnectionRow row, LinkedSource source, StoredUser user)
    {
        var (existing, result) = (source.Find(user.Pk), MakeResult(row, user, source));
        var plan = new JobPlan<ImportedUserConnection>($"User '{user.Username}'", result)
        {
            Success = existing is null ? JobStatus.Created : JobStatus.Changed,
        };
        result.Connection = existing;
        result.PreviousIdentifier = existing?.Identifier;
        if (existing is null)
        {
            plan.Add($"Connect to '{source.Name}' as '{row.Identifier}'", async token => result.Connection =
                await client.CreateAsync<UserConnection>(Resources.UserConnection, MakeValues(row, source, user), token));
        }
        else if (existing.Identifier != row.Identifier)
        {
            plan.Add(
                $"Connect to '{source.Name}' as '{row.Identifier}' instead of '{existing.Identifier}'",
                async token => result.Connection = await client.ChangeAsync(
                    existing, new Dictionary<string, object?> { ["identifier"] = row.Identifier }, token));
        }

        return plan;
    }

    private static Dictionary<string, object?> MakeValues(UserConnectionRow row, LinkedSource source, StoredUser user) => new()
    {
        ["user"] = Resources.User.MakeIdentity(user.Pk, isId: true),
        ["source"] = Resources.Source.MakeIdentity(source.Source),
        ["identifier"] = row.Identifier,
    };

    private async Task<LinkedSource> FindSourceAsync(Identity identity, CancellationToken cancellation)
    {
        var key = identity.ToString();
        if (!sources.TryGetValue(key, out var source))
        {
            var found = await client.Of(Resources.Source).Reader.FindAsync(identity, cancellation);
            source = sources.Values.FirstOrDefault(one => Equals(one.Source.ValueOf("pk"), found.ValueOf("pk")))
                ?? await LinkedSource.ReadAsync(client, found, cancellation);
            sources[key] = source;
        }

        return source;
    }

    private async Task<StoredUser> FindUserAsync(string key, CancellationToken cancellation) =>
        await users.FindAsync(key, [], cancellation) switch
        {
            [var one] => one,
            [] => throw new InputException(
                InputProblem.NotFound,
                $"User with the {match.Title} '{key}' was not found on {client.Session.Uri}, or you don't have permission to view it. The "
                    + "comparison is case-sensitive. To create users, use Import-AuthentikUser.",
                key),
            var several => throw new InputException(
                InputProblem.Ambiguous,
                $"{several.Count} users have the {match.Title} '{key}': {string.Join(", ", several.Select(user => user.Username))}. The "
                    + "row wasn't sent.",
                key),
        };

    private async Task RequireFreeAsync(UserConnectionRow row, LinkedSource source, int user, CancellationToken cancellation)
    {
        if (source.FindOther(row.Identifier!, user) is not { } other)
        {
            return;
        }

        var owner = await client.GetAsync<User>(Resources.User.MakeIdentity(other, isId: true), cancellation);
        throw new InputException(
            InputProblem.Contradiction,
            $"The identifier '{row.Identifier}' at '{source.Name}' belongs to user '{owner.Username}'. The row wasn't sent, because one of "
                + "the two would sign in as the other. If it's right, remove the other connection first: "
                + $"Get-AuthentikUserConnection -User '{owner.Username}' -Source '{source.Source.ValueOf("slug")}' | "
                + "Remove-AuthentikUserConnection.",
            row.Identifier);
    }

    private static string Require(UserConnectionRow row, string? cell, string what) => cell ?? throw Missing(row, what);

    private static InputException Missing(UserConnectionRow row, string what) =>
        new(InputProblem.MissingValue, $"Row {row.Number} has no {what}. The row wasn't sent.", row.User);
}
