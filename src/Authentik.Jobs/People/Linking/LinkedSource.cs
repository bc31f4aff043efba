using Authentik.Naming;

namespace Authentik.Jobs;

/// <summary>A source with the connections that it has, which are read once.</summary>
/// <param name="source">The source.</param>
/// <param name="connections">Its connections.</param>
internal sealed class LinkedSource(AuthentikObject source, IReadOnlyList<UserConnection> connections)
{
    private readonly Dictionary<int, UserConnection> byUser = connections
        .Where(one => one.User is not null).GroupBy(one => one.User!.Value).ToDictionary(same => same.Key, same => same.First());

    private readonly Dictionary<string, int> owners = connections
        .Where(one => one is { User: not null, Identifier: not null })
        .GroupBy(one => one.Identifier!, StringComparer.Ordinal)
        .ToDictionary(same => same.Key, same => same.First().User!.Value, StringComparer.Ordinal);

    private readonly Dictionary<int, int> users = [];
    private readonly Dictionary<string, int> identifiers = new(StringComparer.Ordinal);

    /// <summary>The source.</summary>
    public AuthentikObject Source => source;

    /// <summary>The name of the source.</summary>
    public string Name => source.ValueOf("name") as string ?? source.ToString();

    /// <summary>The connection of a user; null if there is none.</summary>
    public UserConnection? Find(int user) => byUser.GetValueOrDefault(user);

    /// <summary>The id of another user who has the identifier; null if nobody has.</summary>
    public int? FindOther(string identifier, int user) => owners.TryGetValue(identifier, out var owner) && owner != user ? owner : null;

    /// <summary>Refuses a row for a user, or with an identifier, that another row has.</summary>
    /// <exception cref="InputException">There is such a row.</exception>
    public void RequireOnce(UserConnectionRow row, int user)
    {
        if (!users.TryAdd(user, row.Number))
        {
            throw Refuse(row, $"the same user as row {users[user]}, and a user has one connection to a source");
        }

        if (!identifiers.TryAdd(row.Identifier!, row.Number))
        {
            throw Refuse(row, $"the same identifier as row {identifiers[row.Identifier!]}: '{row.Identifier}'");
        }
    }

    /// <summary>Reads a source with its connections.</summary>
    /// <exception cref="InputException">There is no such source, or its kind has no connections.</exception>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public static async Task<LinkedSource> ReadAsync(JobClient client, AuthentikObject source, CancellationToken cancellation) => new(
        source,
        await client.ReadAllAsync<UserConnection>(
            Resources.UserConnection,
            new Dictionary<string, object?> { ["source__slug"] = Resources.Source.MakeIdentity(source) },
            cancellation));

    private static InputException Refuse(UserConnectionRow row, string why) =>
        new(InputProblem.InvalidValue, $"Row {row.Number} has {why}. The row wasn't sent. Leave out one of them.", row.User);
}
