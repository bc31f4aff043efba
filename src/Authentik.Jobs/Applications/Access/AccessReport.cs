using System.Runtime.CompilerServices;

namespace Authentik.Jobs;

/// <summary>Of what access is reported.</summary>
internal sealed record AccessQuery
{
    /// <summary>The applications; null for all.</summary>
    public IReadOnlyList<Application>? Applications { get; init; }

    /// <summary>The users; null for all.</summary>
    public IReadOnlyList<AccessPerson>? People { get; init; }

    /// <summary>True if also those are reported who have no access.</summary>
    public bool IncludesDenied { get; init; }

    /// <summary>True if the server is asked about each pair.</summary>
    public bool IsVerified { get; init; }

    /// <summary>True if each user has a row also where everybody has access.</summary>
    public bool IsExpanded { get; init; }

    /// <summary>True if one row stands for all users where nothing distinguishes them.</summary>
    public bool JoinsEverybody => People is null && !IncludesDenied && !IsVerified && !IsExpanded;
}

/// <summary>
/// Who can open which application, and why: reads each list once, evaluates the bindings as authentik does, and if told so compares with
/// what the server itself says. One application comes after the other, or one person after the other if people were specified.
/// </summary>
internal sealed class AccessReport(JobClient client)
{
    private const int RowsAtOnce = 200;

    // Questions to the server that are sent at once.
    private const int QuestionsAtOnce = 4;

    private readonly AccessReader reader = new(client);

    /// <summary>Reports, some rows at a time.</summary>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public async IAsyncEnumerable<IReadOnlyList<ApplicationAccess>> ReadAsync(
        AccessQuery query, [EnumeratorCancellation] CancellationToken cancellation)
    {
        if (query is { Applications.Count: 0 } or { People.Count: 0 })
        {
            yield break;
        }

        var targets = await reader.ReadTargetsAsync(query.Applications, cancellation);
        var people = query.People ?? await ReadPeopleAsync(targets, query.JoinsEverybody, cancellation);
        var isPair = query is { Applications: not null, People: not null };
        var pairs = (query.People is null
            ? targets.SelectMany(
                target => query.JoinsEverybody && target.Rules.IsOpen ? [AccessPerson.Everybody] : people,
                (target, person) => (target, person))
            : people.SelectMany(person => targets, (person, target) => (target, person)))
            .Select(one => new Pair(one.target, one.person, one.target.Rules.Judge(one.person)));
        var wanted = query.IncludesDenied || query.IsVerified || isPair ? pairs : pairs.Where(CanEnter);
        foreach (var some in wanted.Chunk(query.IsVerified ? QuestionsAtOnce : RowsAtOnce))
        {
            cancellation.ThrowIfCancellationRequested();
            var rows = query.IsVerified
                ? await Task.WhenAll(some.Select(pair => AskAsync(pair, cancellation)))
                : Array.ConvertAll(some, pair => MakeRow(pair, says: null));
            yield return query.IncludesDenied || isPair ? rows
                : [.. rows.Where(row => row.HasAccess != false || (row.ServerSays == true && row.Reason != AccessReason.Inactive))];
        }
    }

    /// <summary>Refuses who sees only a part: an application would look open because its bindings aren't shown.</summary>
    /// <exception cref="InputException">The session's user isn't a superuser.</exception>
    public void RequireSuperuser()
    {
        if (!client.Session.IsSuperuser)
        {
            throw new InputException(
                InputProblem.InvalidValue,
                $"User '{client.Session.Username}' of this session isn't a superuser, and authentik shows others only a part of the "
                    + "applications, bindings and users, so the result would be wrong. Connect as a superuser. To ask the server about "
                    + "your own access, use Test-AuthentikApplicationAccess.",
                client.Session.Username);
        }
    }

    // Users aren't read if there is no application to compare them with.
    private async Task<IReadOnlyList<AccessPerson>> ReadPeopleAsync(
        IReadOnlyList<AccessTarget> targets, bool joinsEverybody, CancellationToken cancellation)
    {
        var people = new List<AccessPerson>();
        if (targets.Any(target => !joinsEverybody || target.Rules.Enabled.Any()))
        {
            await foreach (var person in reader.ListPeopleAsync(cancellation))
            {
                people.Add(person);
            }
        }

        return people;
    }

    private static bool CanEnter(Pair pair) =>
        pair.Person.IsActive && pair.Verdict.IsLetIn != false && (!pair.Person.IsMember || pair.Target.Rules.Concerns(pair.Person));

    private async Task<ApplicationAccess> AskAsync(Pair pair, CancellationToken cancellation)
    {
        var (target, person, verdict) = pair;
        bool? says = null;
        try
        {
            var path = $"/core/applications/{Uri.EscapeDataString(target.Application.Slug!)}/check_access/";
            using var response = await client.Api.GetAsync(path, [new("for_user", $"{person.Id}")], cancellation);
            says = response.JsonObject.GetProperty("passing").GetBoolean();
        }
        catch (ApiException refused) when (refused.StatusCode is not null)
        {
            client.Log.Warning($"The server couldn't be asked about {person} on '{target}'. {refused.Message}");
        }

        var expected = verdict.IsLetIn;
        if (says is not null && expected is not null && says != expected)
        {
            client.Log.Warning(
                $"By its bindings, '{target}' {(expected == true ? "lets" : "doesn't let")} {person} in, but the server says "
                    + $"{(says == true ? "that they have access" : "that they don't have access")}. Something may have changed meanwhile.");
        }

        return MakeRow(pair, says);
    }

    private static ApplicationAccess MakeRow(Pair pair, bool? says)
    {
        var (target, person, verdict) = pair;
        var text = target.Texts.Find(verdict, person);
        var isAnswered = verdict.IsLetIn is null && says is not null;
        return new ApplicationAccess
        {
            Subject = target.Application,
            Person = person,
            Application = target.ToString(),
            Slug = target.Application.Slug,
            User = person.IsMember || person.IsEverybody ? null : person.Name,
            Group = person.IsMember ? person.Name : null,
            HasAccess = person.IsActive ? verdict.IsLetIn ?? says : false,
            Reason = person.IsActive ? verdict.Reason : AccessReason.Inactive,
            Why = person.IsActive && isAnswered
                ? $"Depends {verdict.Binding!.Doubt}. The server {(says == true ? "lets" : "doesn't let")} them in now."
                : text.Why,
            Binding = text.Binding,
            BindingId = verdict.Binding?.Id,
            Via = text.Via,
            Mode = target.Rules.Mode,
            ServerSays = says,
        };
    }

    private readonly record struct Pair(AccessTarget Target, AccessPerson Person, AccessVerdict Verdict);
}
