using Authentik.Access;
using Authentik.Book;
using Authentik.Http;
using Authentik.Naming;

namespace Authentik.Configuration;

/// <summary>Does one step of a plan.</summary>
/// <param name="api">The server.</param>
/// <param name="known">Its objects.</param>
/// <param name="writer">Writes its objects with the names that were known when the plan was made.</param>
/// <param name="options">How the plan is applied.</param>
internal sealed class StepRunner(ApiClient api, KnownObjects known, ValueWriter writer, ApplyOptions options)
{
    private readonly ValueReader reader = new(known, options);
    private readonly OwnAccess access = new(api);

    /// <summary>Does it.</summary>
    /// <param name="step">The step.</param>
    /// <param name="notes">Gets what wasn't written.</param>
    /// <param name="cancellation">Cancels the requests.</param>
    /// <exception cref="InputException">A value can't be sent, or somebody else changed the object.</exception>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public Task RunAsync(PlanStep step, List<string> notes, CancellationToken cancellation) => step.Difference.Action switch
    {
        ConfigurationAction.Create or ConfigurationAction.Replace => CreateAsync(step, notes, cancellation),
        ConfigurationAction.Update or ConfigurationAction.Rename => UpdateAsync(step, notes, cancellation),
        ConfigurationAction.Remove => RemoveAsync(step.Difference.Existing!, cancellation),
        _ => Task.CompletedTask,
    };

    private async Task CreateAsync(PlanStep step, List<string> notes, CancellationToken cancellation)
    {
        var wanted = step.Difference.Wanted!;
        var fields = ConfigurationKinds.ListFields(api, wanted.Resource)
            .Where(field => field.SentBy.HasFlag(Operations.New) && !step.Deferred.Contains(field) && IsSaid(wanted, field))
            .ToList();
        var created = await NewAsync(wanted, fields, notes, cancellation);
        known.Add(wanted.Key, created);
        var others = ConfigurationKinds.FieldsOf(wanted.Resource).Except(wanted.Resource.Fields).Except(step.Deferred);
        await SetPermissionsAsync(created, wanted, null, others, cancellation);
    }

    private async Task SetPermissionsAsync(
        AuthentikObject role,
        ConfigurationObject wanted,
        ConfigurationObject? existing,
        IEnumerable<Field> fields,
        CancellationToken cancellation)
    {
        foreach (var field in fields)
        {
            var (value, former) = (wanted.Values[field.Name], existing?.Values[field.Name]);
            if (field == RolePermissions.Field)
            {
                await RolePermissions.SetAsync(api, role, value, former, cancellation);
            }
            else if (field == RoleObjectPermissions.Field)
            {
                await ObjectPermissionWriter.SetAsync(api, known, role, value, former, cancellation);
            }
        }
    }

    // Servers refuse to be told of some defaults, such as those that only one object should have, and set them all the same.
    private async Task<AuthentikObject> NewAsync(
        ConfigurationObject wanted, List<Field> fields, List<string> notes, CancellationToken cancellation)
    {
        var (created, refusal) = await TryNewAsync(wanted, fields, notes, cancellation);
        if (refusal is not null && fields.RemoveAll(field => IsDefault(wanted, field)) > 0)
        {
            notes.Clear();
            (created, _) = await TryNewAsync(wanted, fields, notes, cancellation);
        }

        return created ?? throw refusal!;
    }

    private async Task<(AuthentikObject? Created, ApiException? Refusal)> TryNewAsync(
        ConfigurationObject wanted, IEnumerable<Field> fields, List<string> notes, CancellationToken cancellation)
    {
        var values = await reader.ReadAsync(wanted, fields, notes, cancellation);
        var client = known.Of(wanted.Resource);
        client.Writer.Derive(values);
        try
        {
            return (await client.Writer.NewAsync(values, cancellation), null);
        }
        catch (ApiException refused) when (refused.Kind == ApiErrorKind.Validation)
        {
            return (null, refused);
        }
    }

    private static bool IsDefault(ConfigurationObject one, Field field) => field.Required.IsNone
        && FieldDefault.TryFind(field, out var usual) && FieldComparison.IsSame(field, one.Values[field.Name], usual);

    // A new object has nothing there anyway, and servers refuse to be told so for some fields.
    private static bool IsSaid(ConfigurationObject one, Field field) => one.Values[field.Name] is { } value
        && (field.IsSecret || !field.Required.IsNone || field.Default is not (null or "") || !FieldComparison.IsSame(field, value, null));

    private async Task UpdateAsync(PlanStep step, List<string> notes, CancellationToken cancellation)
    {
        var wanted = step.Difference.Wanted!;
        var client = known.Of(wanted.Resource);
        if (step.Difference.Existing is { } planned)
        {
            await RequireUnchangedAsync(client, planned, step.Fields!, cancellation);
        }

        var values = await reader.ReadAsync(wanted, step.Fields!.Intersect(wanted.Resource.Fields), notes, cancellation);
        if (wanted.Resource.IsSingle)
        {
            await client.Writer.SetSingleAsync(values, cancellation);
            return;
        }

        var identity = wanted.Resource.MakeIdentity(known.Get(wanted.Key));
        await GuardAsync(AccessChange.Set(identity, values), options.IsForced, cancellation);
        if (values.Count > 0)
        {
            await client.Writer.SetAsync(identity, values, cancellation);
        }

        await SetPermissionsAsync(identity.Object!, wanted, step.Difference.Existing, step.Fields!, cancellation);
    }

    private async Task RemoveAsync(ConfigurationObject existing, CancellationToken cancellation)
    {
        var client = known.Of(existing.Resource);
        await RequireUnchangedAsync(client, existing, [.. ConfigurationKinds.ListFields(api, existing.Resource)], cancellation);
        var identity = existing.Resource.MakeIdentity(existing.Stored!);

        // Those who leave out questions don't mean to lock themselves out by what a folder doesn't have.
        await GuardAsync(AccessChange.Remove(identity), isForced: false, cancellation);
        await client.Remover.RemoveAsync(identity, cancellation);
    }

    // What would take the caller's own access is refused, as by every other command.
    private async Task GuardAsync(AccessChange change, bool isForced, CancellationToken cancellation)
    {
        if (!isForced && await access.FindLossAsync(change, cancellation) is { } loss)
        {
            throw loss.Refuse(change.Target.ToString());
        }
    }

    // Some kinds are addressed by slugs, which another object can have now.
    private static void RequireSame(ConfigurationObject planned, AuthentikObject now)
    {
        if (!planned.Resource.IsSingle && !Equals(planned.Stored!.FindId(planned.Resource), now.FindId(planned.Resource)))
        {
            throw new InputException(
                InputProblem.InvalidValue,
                $"Somebody replaced the {planned} since the plan was made. It was left as it is. Run the command again.",
                planned.Key.Text);
        }
    }

    // What somebody else changed since the plan was made is theirs.
    private async Task RequireUnchangedAsync(
        ResourceClient client, ConfigurationObject planned, IReadOnlyList<Field> fields, CancellationToken cancellation)
    {
        var resource = planned.Resource;
        var now = resource.IsSingle
            ? await client.Reader.GetSingleAsync(cancellation)
            : await client.Reader.FindWholeAsync(resource.MakeIdentity(planned.Stored!), cancellation);
        RequireSame(planned, now);
        var current = writer.Write(now);
        var changed = fields.FirstOrDefault(field => !UnlistedValues.IsUnlisted(field)
            && !FieldComparison.IsSame(field, current.Values[field.Name], planned.Values[field.Name]));
        if (changed is not null)
        {
            throw new InputException(
                InputProblem.InvalidValue,
                $"Somebody changed {changed.Name} of the {planned} since the plan was made. It was left as it is. Run the command again.",
                changed.Name);
        }
    }
}
