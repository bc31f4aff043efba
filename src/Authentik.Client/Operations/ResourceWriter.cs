using System.Text.Json.Nodes;
using Authentik.Book;
using Authentik.Changes;
using Authentik.Comparing;
using Authentik.Http;
using Authentik.Labels;
using Authentik.Naming;
using Authentik.Parts;
using Authentik.Values;

namespace Authentik;

/// <summary>Creates and changes objects of a resource. What is given is sent, and nothing else.</summary>
internal sealed class ResourceWriter(
    ApiClient api,
    Resource resource,
    Lookup lookup,
    References references,
    KindRouter kinds,
    ResourceReader reader,
    ResourceLister lister,
    FoundObjects? kept)
{
    private readonly WriteRules rules = new(api.Call, resource);
    private readonly BodyWriter bodies = new(api.Call, references);
    private readonly PartRules partRules = new(api.Call);
    private readonly WriteCheck check = new(api.Call.Gate);
    private readonly DerivedValues derived = new(api, resource);
    private readonly ListedKeys keys = new(api, resource);
    private readonly object ordering = new();
    private Task latest = Task.CompletedTask;

    private ShownNames Shown => new(api, lookup, bodies);

    private RowChanges Rows => new(api, resource, bodies);

    /// <summary>Removes the columns that the server returns and doesn't accept, when the row was once an object of that server.</summary>
    public void RemoveReadOnlyColumns(FieldValues values, bool isNew) => values.RemoveReadOnlyColumns(api.Call.Gate, isNew);

    /// <summary>Adds the values of a new object that follow from others.</summary>
    public void Derive(FieldValues values) => derived.Fill(values);

    /// <summary>Refuses what can't be sent, without a request.</summary>
    /// <exception cref="InputException">A value can't be sent.</exception>
    public void Require(FieldValues values, bool isNew)
    {
        rules.Require(values, isNew);
        partRules.Require(values);
    }

    /// <summary>Creates an object and returns it as the server has it.</summary>
    /// <exception cref="InputException">A value can't be sent.</exception>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public async Task<AuthentikObject> NewAsync(FieldValues values, CancellationToken cancellation)
    {
        var kind = resource.Routing is { } route ? await FindKindAsync(route, values, cancellation) : null;
        return derived.ListOrders(values).Any()
            ? await InOrderAsync(() => PostAsync(kind, values, cancellation), values, cancellation)
            : await PostAsync(kind, values, cancellation);
    }

    private async Task<AuthentikObject> PostAsync(Kind? kind, FieldValues values, CancellationToken cancellation)
    {
        var body = await WriteNewAsync(values, cancellation);
        var name = resource.Names.Select(values.Get).OfType<string>().FirstOrDefault();
        return await WriteAndCompareAsync(HttpMethod.Post, kinds.FindPath(kind), body, values, name, cancellation);
    }

    // Nobody specified a preset, so its error has to say where it comes from.
    private async Task<JsonObject> WriteNewAsync(FieldValues values, CancellationToken cancellation)
    {
        try
        {
            return await bodies.WriteAsync(values, cancellation);
        }
        catch (InputException missing) when (missing.Problem == InputProblem.NotFound && FindPreset(values, missing) is { } field)
        {
            throw new InputException(
                InputProblem.NotFound,
                $"{missing.Message} It's used because -{field.Parameter} wasn't specified: authentik's interface preselects it. "
                    + $"Nothing was created. Specify another with -{field.Parameter}.",
                missing.Target);
        }
    }

    private static Field? FindPreset(FieldValues values, InputException missing) => values.All
        .Where(value => value.Key.Preset is { } preset && preset == value.Value?.ToString() && preset == missing.Target as string)
        .Select(value => value.Key)
        .FirstOrDefault();

    // One after another, so that each gets an order of its own.
    private Task<AuthentikObject> InOrderAsync(Func<Task<AuthentikObject>> create, FieldValues values, CancellationToken cancellation)
    {
        lock (ordering)
        {
            var mine = CreateAfterAsync(latest);
            latest = mine;
            return mine;
        }

        async Task<AuthentikObject> CreateAfterAsync(Task before)
        {
            await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ForceYielding);
            await derived.FillOrderAsync(values, lister, cancellation);
            return await create();
        }
    }

    /// <summary>Finds out what a change does to the object before it's sent.</summary>
    /// <param name="identity">The object; null if the server has only one.</param>
    /// <param name="values">The change.</param>
    /// <param name="detail">How much can be read to describe it.</param>
    /// <param name="cancellation">Cancels the requests.</param>
    /// <exception cref="InputException">A value can't be sent, or the object can't be found.</exception>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public async Task<ChangePlan> PlanAsync(
        Identity? identity, FieldValues values, ChangeDetail detail, CancellationToken cancellation)
    {
        // What is described is what is sent: no more than what was edited in a row.
        var canSend = detail != ChangeDetail.Shown || await IsThereAsync(identity, values, cancellation);
        if (detail != ChangeDetail.Sent && canSend && Rows.IsCompared(values))
        {
            var path = identity is null ? resource.Path : await lookup.FindPathAsync(identity, cancellation);
            using var stored = await Rows.RemoveUneditedAsync(path, values, cancellation);
        }

        return await new ChangePlanner(new ValueChanges(api.Call, bodies))
            .PlanAsync(values, identity?.Object, token => ReadAsync(identity, token), detail, cancellation);
    }

    /// <summary>Warns about names that nothing has, for an object whose creation is only shown.</summary>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public Task WarnAboutMissingAsync(FieldValues values, CancellationToken cancellation) => Shown.CheckAsync(values, cancellation);

    private async Task<bool> IsThereAsync(Identity? identity, FieldValues values, CancellationToken cancellation)
    {
        var canSend = await Shown.CheckAsync(values, cancellation);
        return (identity is null || await Shown.CheckAsync(identity, cancellation)) && canSend;
    }

    /// <summary>The same object, identified so that nothing has to look it up again.</summary>
    /// <exception cref="InputException">Nothing, or more than one thing, has the name.</exception>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public async Task<Identity> ResolveAsync(Identity identity, CancellationToken cancellation) =>
        resource.Key == resource.Id && await keys.TryFindAsync(identity, cancellation) is { } key
            ? resource.MakeIdentity(key, isId: true)
            : await reader.ResolveAsync(identity, cancellation);

    /// <summary>Sends a change, and returns the object as it is then.</summary>
    /// <param name="identity">The object; null if the server has only one.</param>
    /// <param name="plan">The change.</param>
    /// <param name="returns">True if the object is returned although it has to be read for that.</param>
    /// <param name="cancellation">Cancels the requests.</param>
    /// <exception cref="InputException">A value can't be sent, or somebody else changes the object all the time.</exception>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public async Task<AuthentikObject?> SetAsync(Identity? identity, ChangePlan plan, bool returns, CancellationToken cancellation)
    {
        if (plan.IsNothing)
        {
            return plan.Current ?? (returns ? await ReadAsync(identity, cancellation) : null);
        }

        if (plan.Changes.Count == 0)
        {
            return await WriteAsync(plan.Values, current: null);
        }

        var sent = await ObjectLocks.Shared.RunAsync(
            $"{api.Session.Uri} {resource.Noun} {plan.Current!.ValueOf(resource.Key)}",
            () => new PartWriter(api, resource, bodies).SendAsync(
                plan, ReadCurrentAsync, (values, current) => WriteAsync(values, current), cancellation),
            cancellation);
        return sent ?? (returns ? await ReadCurrentAsync(cancellation) : null);

        Task<AuthentikObject> ReadCurrentAsync(CancellationToken token) =>
            ReadAsync(identity is null ? null : resource.MakeIdentity(plan.Current!), token);

        Task<AuthentikObject> WriteAsync(FieldValues values, AuthentikObject? current) => identity is null
            ? SetSingleAsync(values, cancellation, current)
            : SetAsync(identity, values, cancellation, current);
    }

    private Task<AuthentikObject> ReadAsync(Identity? identity, CancellationToken cancellation) =>
        identity is null ? reader.GetSingleAsync(cancellation) : reader.FindWholeAsync(identity, cancellation);

    /// <summary>Changes what is named and nothing else, and returns the object as it is then.</summary>
    /// <exception cref="InputException">A value can't be sent, or the object can't be found.</exception>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public async Task<AuthentikObject> SetAsync(
        Identity identity, FieldValues values, CancellationToken cancellation, AuthentikObject? current = null)
    {
        current ??= resource.Routing is not null || (PartialChange.NeedsCurrent(resource, values) && !Rows.IsCompared(values))
            ? await reader.FindAsync(identity, cancellation)
            : null;
        var kind = current is null ? null : await kinds.FindKindAsync(current, cancellation);
        if (kind is not null)
        {
            rules.RequireFieldsOf(kind, values);
        }

        var key = current is not null
            ? IdentityIds.Write(current.ValueOf(resource.Key)!)
            : await keys.TryFindAsync(identity, cancellation) ?? await lookup.FindKeyAsync(identity, cancellation);
        var path = ListPaths.AddKey(kinds.FindPath(kind), key);
        if (resource.Names.Any(values.Has))
        {
            keys.Forget();
        }

        var written = await PatchAsync(path, values, current, identity.ToString(), cancellation);
        written.TakeReferred(identity.Object);
        return written;
    }

    private async Task<AuthentikObject> PatchAsync(
        string path, FieldValues values, AuthentikObject? current, string? name, CancellationToken cancellation)
    {
        using var unedited = Rows.IsCompared(values) ? await Rows.RemoveUneditedAsync(path, values, cancellation) : null;
        var stored = unedited is null ? current : ObjectSource.Read(resource, unedited, api.Session);
        if (unedited is not null && values.Count == 0)
        {
            api.Call.Log.Verbose($"{path} has the values of the row already, so nothing was sent.");
            return stored!;
        }

        var body = await bodies.WriteAsync(values, cancellation);
        PartialChange.Complete(resource, values, stored, body);
        return await WriteAndCompareAsync(HttpMethod.Patch, path, body, values, name, cancellation);
    }

    /// <summary>Calls an action of an object, the last part of its URL, that returns nothing.</summary>
    /// <exception cref="InputException">The object can't be found.</exception>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public async Task PostAsync(Identity identity, string action, JsonObject body, CancellationToken cancellation)
    {
        var path = await lookup.FindPathAsync(identity, cancellation);
        using var response = await api.WriteAsync(HttpMethod.Post, $"{path}{action}/", body, cancellation);
    }

    /// <summary>Changes what is named of the one object of the resource's path, and nothing else.</summary>
    /// <exception cref="InputException">A value can't be sent.</exception>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public async Task<AuthentikObject> SetSingleAsync(
        FieldValues values, CancellationToken cancellation, AuthentikObject? current = null)
    {
        current ??= PartialChange.NeedsCurrent(resource, values) && !Rows.IsCompared(values)
            ? await reader.GetSingleAsync(cancellation)
            : null;
        return await PatchAsync(resource.Path, values, current, name: null, cancellation);
    }

    private async Task<Kind> FindKindAsync(KindRouting route, FieldValues values, CancellationToken cancellation)
    {
        var (kind, decider) = await kinds.FindNewKindAsync(values.Get(route.By) as Identity, cancellation);
        values.Set(resource.GetField(route.By), decider);
        rules.RequireFieldsOf(kind, values);
        rules.RequireAllOf(kind, values);
        return kind;
    }

    // Whoever named an object sees its name in the result, without another request.
    private void ShowNames(AuthentikObject written, FieldValues values)
    {
        foreach (var (field, value) in values.All.Where(value => value.Key.IsNamedByGet))
        {
            if (kept?.Find(value, field.TargetNouns) is { } named)
            {
                written.SetReferred(field.Name, named);
            }
        }
    }

    // A value that the server stored differently is a warning.
    private async Task<AuthentikObject> WriteAndCompareAsync(
        HttpMethod method, string path, JsonObject body, FieldValues values, string? name, CancellationToken cancellation)
    {
        using var response = await api.WriteAsync(method, path, body, cancellation, CheckCommand.Write(resource, name));
        var written = ObjectSource.Read(resource, response, api.Session);
        ShowNames(written, values);
        foreach (var warning in check.Compare(values, body, response.Json))
        {
            api.Call.Log.Warning(api.Call.Redactor.RedactText(warning)!);
        }

        return written;
    }
}
