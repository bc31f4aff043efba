using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Authentik.Naming;
using Authentik.Parsing;
using Authentik.Values;

namespace Authentik.Jobs;

/// <summary>
/// Makes a service account as it's wanted: creates it, puts it into groups, gives it its rights, and an API token that the API accepts.
/// Of an account that exists already, only what is missing is added. If something fails, all that was done for the account is undone.
/// </summary>
internal sealed class ServiceAccountCreation(JobClient client)
{
    private const string ServiceType = "service_account";
    private const string ApiIntent = "api";
    private const int HashLength = 8;

    private readonly PermissionNames permissions = new(client);

    /// <summary>Takes a step back that goes away with a new account.</summary>
    public static Func<CancellationToken, Task> UndoneWithAccount { get; } = _ => Task.CompletedTask;

    /// <summary>Reads what is there, and plans what is missing.</summary>
    /// <exception cref="InputException">A group, a role or a permission doesn't exist, or the name belongs to something else.</exception>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public async Task<JobPlan<ServiceAccount>> PlanAsync(ServiceAccountRequest request, CancellationToken cancellation)
    {
        await permissions.RequireAsync(request.Permissions, cancellation);
        var groups = await FindAsync<Group>(request.Groups, cancellation);
        var roles = await FindAsync<Role>(request.Roles, cancellation);
        var existing = await FindUserAsync(request.Name, cancellation);
        var result = new ServiceAccount { Username = request.Name, Groups = [.. groups.Select(one => one.Name!)] };
        var plan = new JobPlan<ServiceAccount>($"Service account '{request.Name}'", result)
        {
            IsAllOrNothing = true,
            Success = existing is null ? JobStatus.Created : JobStatus.Changed,
        };
        Note(result, existing);
        if (existing is null)
        {
            AddCreation(plan, request);
        }

        AddPath(plan, request, existing);
        AddGroups(plan, groups, existing);
        await new ServiceAccountRights(client, permissions).AddAsync(plan, request, roles, existing, cancellation);
        await AddTokenAsync(plan, request, existing, cancellation);
        return plan;
    }

    private async Task<IReadOnlyList<T>> FindAsync<T>(IReadOnlyList<Identity> wanted, CancellationToken cancellation)
        where T : AuthentikObject
    {
        var found = new List<T>();
        foreach (var one in wanted)
        {
            var isKnown = one.Object is T known && known.FindId(one.Resource) is not null;
            found.Add((T)(isKnown ? one.Object! : await client.Of(one.Resource).Reader.FindAsync(one, cancellation)));
        }

        return [.. found.DistinctBy(one => one.FindId(one.Resource!))];
    }

    // Whoever can't see users can create an account all the same: the server refuses a name that is taken.
    private async Task<User?> FindUserAsync(string name, CancellationToken cancellation)
    {
        try
        {
            var found = await client.FindAsync<User>(Resources.User, name, cancellation);
            return found is null or { Type: ServiceType } ? found : throw new InputException(
                InputProblem.InvalidValue,
                $"User '{name}' exists already and isn't a service account: its type is {found.Type}. Nothing was changed. Use another "
                    + $"name, or Set-AuthentikUser '{name}' -Type {ServiceType} first.",
                name);
        }
        catch (ApiException hidden) when (hidden.Kind == ApiErrorKind.Forbidden)
        {
            return null;
        }
    }

    private static void Note(ServiceAccount result, User? user)
    {
        if (user is not null)
        {
            (result.Account, result.UserPk, result.UserUid) = (user, user.Pk, user.Uid);
        }
    }

    private void AddCreation(JobPlan<ServiceAccount> plan, ServiceAccountRequest request)
    {
        var text = request.CreatesGroup ? "Create the account and a group of the same name" : "Create the account";
        plan.Add(new JobStep(text, token => CreateAsync(plan.Result, request, token))
        {
            IsNeeded = true,
            UndoAsync = async token =>
            {
                await client.RemoveAsync(plan.Result.Account!, token);
                if (plan.Result.GroupPk is { } group)
                {
                    var identity = Resources.Group.MakeIdentity(Guid.Parse(group), isId: true);
                    await client.Of(Resources.Group).Remover.RemoveAsync(identity, token);
                }

                (plan.Result.Token, plan.Result.GroupPk, plan.Result.Account) = (null, null, null);
                (plan.Result.UserPk, plan.Result.UserUid) = (null, null);
                (plan.Result.Groups, plan.Result.Roles, plan.Result.Permissions) = ([], [], []);
            },
        });
    }

    private async Task CreateAsync(ServiceAccount result, ServiceAccountRequest request, CancellationToken cancellation)
    {
        var body = new JsonObject { ["name"] = JsonWriting.Write(request.Name, "Name") };
        if (request.CreatesGroup)
        {
            body["create_group"] = true;
        }

        if (request.Expires is { } expires)
        {
            body["expiring"] = expires;
        }

        if (request.ExpiresAt is { } date)
        {
            body["expires"] = JsonWriting.WriteDate(date);
        }

        using var response = await client.Api.WriteAsync(
            HttpMethod.Post, $"{Resources.User.Path}service_account/", body, cancellation, $"Get-AuthentikUser '{request.Name}'");
        var json = response.JsonObject;
        var user = (User)Resources.User.New();
        user.Fill(
            JsonSerializer.SerializeToElement(new Dictionary<string, JsonElement?>
            {
                ["pk"] = JsonMember.Find(json, "user_pk"),
                ["username"] = JsonMember.Find(json, "username"),
                ["uid"] = JsonMember.Find(json, "user_uid"),
            }),
            client.Session);
        Note(result, user);
        result.GroupPk = JsonMember.ReadString(json, "group_pk");
        result.Token = Reveal(JsonMember.ReadString(json, "token"), request);
    }

    private object? Reveal(string? secret, ServiceAccountRequest request)
    {
        if (secret is null)
        {
            return null;
        }

        client.Api.Call.Redactor.LearnSent(secret);
        return request.AsPlainText ? secret : SecretText.Protect(secret);
    }

    private void AddPath(JobPlan<ServiceAccount> plan, ServiceAccountRequest request, User? existing)
    {
        if (request.Path is { } path && path != existing?.Path)
        {
            plan.Add(new JobStep($"Put it into the folder '{path}'", token => SetPathAsync(plan.Result, path, token))
            {
                UndoAsync = existing?.Path is { } before ? token => SetPathAsync(plan.Result, before, token) : UndoneWithAccount,
            });
        }
    }

    private Task SetPathAsync(ServiceAccount result, string path, CancellationToken cancellation) =>
        client.ChangeAsync(result.Account!, new Dictionary<string, object?> { ["path"] = path }, cancellation);

    private void AddGroups(JobPlan<ServiceAccount> plan, IReadOnlyList<Group> groups, User? existing)
    {
        foreach (var group in groups.Where(group => existing?.Groups?.Contains(group.Pk!.Value) != true))
        {
            var holder = Resources.Group.MakeIdentity(group);
            plan.Add(new JobStep($"Add it to the group '{group}'", token =>
                client.AddMemberAsync(holder, $"{group}", plan.Result.UserPk!.Value, token))
            {
                UndoAsync = existing is null
                    ? UndoneWithAccount
                    : token => client.RemoveMemberAsync(holder, $"{group}", plan.Result.UserPk!.Value, token),
            });
        }
    }

    private async Task AddTokenAsync(
        JobPlan<ServiceAccount> plan, ServiceAccountRequest request, User? existing, CancellationToken cancellation)
    {
        if (!request.WithToken)
        {
            return;
        }

        if (existing is not null && await FindTokenAsync(existing, cancellation) is { } found)
        {
            plan.Result.ApiToken = found.Identifier;
            client.Log.Verbose($"{plan.Target} has the API token '{found}' already, whose key isn't returned again. "
                + $"Update-AuthentikTokenKey '{found}' gives it a new one.");
            return;
        }

        Token? made = null;
        var identifier = MakeIdentifier(request.Name);
        plan.Add(new JobStep(
            $"Create the API token '{identifier}', which doesn't expire",
            async token => made = await CreateTokenAsync(plan.Result, identifier, token))
        {
            IsNeeded = true,
            UndoAsync = async token =>
            {
                await client.RemoveAsync(made!, token);
                (plan.Result.ApiToken, plan.Result.ApiKey) = (null, null);
            },
        });
        plan.Add("Read its key", async token =>
            plan.Result.ApiKey = Reveal(await ReadKeyAsync(made!, token), request));
    }

    private async Task<Token?> FindTokenAsync(User user, CancellationToken cancellation)
    {
        var filters = new Dictionary<string, object?> { ["user__username"] = Resources.User.MakeIdentity(user), ["intent"] = ApiIntent };
        return (await client.ReadAllAsync<Token>(Resources.Token, filters, cancellation)).FirstOrDefault(one => one.User == user.Pk);
    }

    // Identifiers are made of fewer characters than usernames. What was replaced is hashed, because z.b and z-b are two accounts.
    private static string MakeIdentifier(string name)
    {
        var slug = string.Concat(name.Select(one => char.IsAsciiLetterOrDigit(one) || one is '-' or '_' ? one : '-'));
        var hash = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(name)))[..HashLength];
        return slug == name ? $"service-account-{name}-api" : $"service-account-{slug}-{hash}-api";
    }

    private async Task<Token> CreateTokenAsync(ServiceAccount account, string identifier, CancellationToken cancellation)
    {
        var token = await client.CreateAsync<Token>(
            Resources.Token,
            new Dictionary<string, object?>
            {
                ["identifier"] = identifier,
                ["user"] = Resources.User.MakeIdentity(account.Account!),
                ["intent"] = ApiIntent,
                ["expiring"] = false,
                ["description"] = $"API token of the service account {account.Username}",
            },
            cancellation);
        if (token.User != account.UserPk)
        {
            // Only a superuser creates tokens for others. For everybody else, the server quietly creates their own.
            await client.RemoveAsync(token, CancellationToken.None);
            throw new InputException(
                InputProblem.InvalidValue,
                $"authentik created the token for you instead of '{account.Username}', because only superusers can create tokens of other "
                    + "users. The token was removed. Connect as a superuser, or omit -WithToken.",
                account.Username);
        }

        account.ApiToken = token.Identifier;
        return token;
    }

    private async Task<string?> ReadKeyAsync(Token token, CancellationToken cancellation)
    {
        using var response = await client.Api.GetAsync($"{Resources.Token.Path}{token.Identifier}/view_key/", [], cancellation);
        return JsonMember.ReadString(response.JsonObject, "key") ?? throw response.Refuse("It has no key.");
    }
}
