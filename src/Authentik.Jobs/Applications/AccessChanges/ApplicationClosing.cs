namespace Authentik.Jobs;

/// <summary>Tells that bindings close an application that was open to everybody, because it had none.</summary>
internal sealed class ApplicationClosing(JobClient client)
{
    /// <summary>Warns if a change closes an application.</summary>
    /// <param name="target">The application as it is.</param>
    /// <param name="after">Its bindings after the change.</param>
    /// <param name="effect">Who gains and who loses access.</param>
    public void Warn(AccessTarget target, AccessRules after, string? effect)
    {
        if (IsClosed(target.Rules, after))
        {
            client.Log.Warning(
                $"Application '{target}' is open to everybody now, because it has no enabled binding. After this change, only those whom a "
                    + $"binding lets in have access. {effect}");
        }
    }

    /// <summary>Warns if bindings of groups and users close an application, and finds out who loses access; null if nobody does.</summary>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public async Task<string?> FindAsync(
        Application application, IReadOnlyList<AuthentikObject> subjects, CancellationToken cancellation)
    {
        var reader = new AccessReader(client);
        var target = await reader.ReadTargetAsync(application, cancellation);
        var bindings = subjects.Select(subject => new AccessBinding { Subject = AccessSubject.Read(subject) });
        var after = target.Rules.With([.. target.Rules.Bindings, .. bindings]);
        if (!IsClosed(target.Rules, after))
        {
            return null;
        }

        var effects = new AccessEffects(client, reader);
        var effect = subjects is [var only]
            ? await effects.FindAsync(target.Rules, after, AccessSubject.Read(only), FindPerson(only), cancellation)
            : await effects.FindAsync(target.Rules, after, cancellation);
        Warn(target, after, effect.Describe());
        return effect.Describe();
    }

    private static bool IsClosed(AccessRules before, AccessRules after) => before.IsOpen && !after.IsOpen;

    private static AccessPerson? FindPerson(AuthentikObject subject) => subject is User user ? AccessPerson.Read(user) : null;
}
