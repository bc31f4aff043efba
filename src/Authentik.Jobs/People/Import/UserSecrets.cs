using System.Security;
using System.Text.Json.Nodes;
using Authentik.Naming;
using Authentik.Parsing;
using Authentik.Values;

namespace Authentik.Jobs;

/// <summary>How a user of an import gets a password: one that is given or generated, or a link with which the user sets it.</summary>
internal sealed class UserSecrets(JobClient client, UserImportOptions options)
{
    private ResourceClient Users => client.Of(Resources.User);

    /// <summary>Checks before the first row whether the server can send links.</summary>
    /// <exception cref="InputException">The brand has no recovery flow, or the e-mail stage isn't there.</exception>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public async Task RequireAsync(CancellationToken cancellation)
    {
        if (!options.NeedsRecoveryFlow)
        {
            return;
        }

        var brand = (CurrentBrand)await client.Of(Resources.CurrentBrand).Reader.GetSingleAsync(cancellation);
        if (string.IsNullOrEmpty(brand.FlowRecovery))
        {
            throw new InputException(
                InputProblem.MissingValue,
                $"The brand '{brand.MatchedDomain}' has no recovery flow, so authentik can't create recovery links. Nothing was sent. Set "
                    + $"one with Set-AuthentikBrand '{brand.MatchedDomain}' -FlowRecovery, or use -GeneratePassword.",
                brand.MatchedDomain);
        }

        if (options.EmailStage is { } stage)
        {
            await client.Of(Resources.EmailStage).Reader.ResolveAsync(stage, cancellation);
        }
    }

    /// <summary>Refuses a row whose user couldn't get the e-mail.</summary>
    /// <exception cref="InputException">There is no address.</exception>
    public void RequireAddress(UserRow row, string? address)
    {
        if (options.EmailStage is not null && string.IsNullOrEmpty(address))
        {
            throw new InputException(
                InputProblem.MissingValue,
                $"Row {row.Number} has no e-mail address, so the recovery e-mail couldn't be sent. The row wasn't sent.",
                row.Describe(null));
        }
    }

    /// <summary>Adds what gives the user a password.</summary>
    public void AddSteps(JobPlan<ImportedUser> plan, UserRow row, bool isNew)
    {
        if (row.Password is not null || options.GeneratesPasswords)
        {
            var text = row.Password is null ? "Set a generated password" : "Set the password";
            Add(plan, isNew, text, () => SetPasswordAsync(plan.Result, row.Password));
        }

        if (options.RequestsLinks)
        {
            Add(plan, isNew, "Create a recovery link", () => CreateLinkAsync(plan.Result));
        }

        if (options.EmailStage is { } stage)
        {
            Add(plan, isNew, "Send a recovery e-mail", () => SendLinkAsync(plan.Result, stage));
        }
    }

    /// <summary>
    /// Creates a user. If a password follows, both are sent even if the pipeline is stopped in between: a second run finds the user and
    /// sets none.
    /// </summary>
    public Task FinishAsync(UserRow row, Func<CancellationToken, Task> create, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var hasMore = row.Password is not null || options.GeneratesPasswords || options.NeedsRecoveryFlow;
        return create(hasMore ? CancellationToken.None : cancellation);
    }

    // The secret of a user who was created is set also after Ctrl+C: the next run finds the user, and wouldn't set it.
    private static void Add(JobPlan<ImportedUser> plan, bool isNew, string text, Func<Task> work) =>
        plan.Add(new JobStep(text, _ => TellIfNew(plan.Result, isNew, work)) { FollowsAlways = isNew });

    private static async Task TellIfNew(ImportedUser result, bool isNew, Func<Task> send)
    {
        try
        {
            await send();
        }
        catch (ApiException failure) when (isNew)
        {
            result.Fail(failure);
            throw new InputException(
                InputProblem.MissingValue,
                $"User '{result.Username}' was created without it. A second import doesn't do it, because the user exists then: use "
                    + "-ResetPassword, or Set-AuthentikUserPassword.",
                result.Username);
        }
    }

    private async Task SetPasswordAsync(ImportedUser result, SecureString? given)
    {
        var secret = given ?? RandomPassword.Create();
        var text = SecretText.Reveal(secret);
        client.Api.Call.Redactor.LearnSent(text);
        await Users.Writer.PostAsync(
            Identify(result),
            "set_password",
            new JsonObject { ["password"] = JsonWriting.Write(text, "password") },
            CancellationToken.None);
        result.Password = given is not null ? null : Show(text);
    }

    private async Task CreateLinkAsync(ImportedUser result)
    {
        var action = new ActionCaller(client.Api, Actions.NewUserRecoveryLink);
        using var response = await action.CallAsync(Identify(result), new FieldValues(), sink: null, CancellationToken.None);
        result.RecoveryLink = JsonMember.ReadString(response.Json, "link") is { } link ? Show(link) : null;
    }

    private async Task SendLinkAsync(ImportedUser result, Identity stage)
    {
        var values = JobActions.MakeValues(Actions.SendUserRecoveryEmail, "email_stage", stage);
        var action = new ActionCaller(client.Api, Actions.SendUserRecoveryEmail);
        using var response = await action.CallAsync(Identify(result), values, sink: null, CancellationToken.None);
    }

    private object Show(string text) => options.ShowsSecrets ? text : SecretText.Protect(text);

    private static Identity Identify(ImportedUser result) => Resources.User.MakeIdentity(result.User!);
}
