using System.Text.Json;
using Authentik.Book;
using Authentik.Http;
using Authentik.Naming;
using Authentik.Values;

namespace Authentik.Conformance.Tests.Judging;

/// <summary>The calls of the commands for single actions, such as adding a member.</summary>
internal sealed class ActionAttempts(ServerVersion version, ValueMaker values)
{
    /// <summary>All of them: every operation of every action.</summary>
    public IEnumerable<Attempt> List() =>
        from action in Actions.All
        where action.Versions.Contains(version)
        from call in action.Calls
        where call.Versions.Contains(version)
        from attempt in List(action, call)
        select attempt;

    private IEnumerable<Attempt> List(ApiAction action, ActionCall call)
    {
        var fields = action.Fields
            .Where(field => call.Takes(field) && field.Writable.Contains(version))
            .ToList();
        var ways = fields.Where(field => field.OneOf is not null).ToList();
        return ways.Count == 0
            ? List(action, call, fields, suffix: string.Empty)
            : ways.SelectMany(way => List(
                action, call, [.. fields.Where(field => field.OneOf is null || field == way)], $", {way.Parameter}"));
    }

    private IEnumerable<Attempt> List(ApiAction action, ActionCall call, IReadOnlyList<Field> fields, string suffix)
    {
        // One parameter says which operation is meant. Prism ends at an upload without any part.
        var way = fields.FirstOrDefault(field => field.Via is not null);
        yield return Create(Attempt.Whole, fields);
        yield return Create(
            Attempt.Least,
            [.. fields.Where(field => field == way || field.Type == FieldType.File || field.Required.Contains(version))]);

        Attempt Create(string what, IReadOnlyList<Field> sent) => new(
            action.Command,
            (call.TargetNoun is null ? what : $"{call.TargetNoun}, {what}") + suffix,
            Resource: null,
            Kind: null,
            api => CallAsync(api, action, call, sent));
    }

    private async Task CallAsync(ApiClient api, ApiAction action, ActionCall call, IEnumerable<Field> sent)
    {
        var caller = new ActionCaller(api, action);
        var given = new FieldValues();
        foreach (var field in sent)
        {
            given.Set(field, values.MakeValue(field, action));
        }

        caller.Require(given);
        using var response = await caller.CallAsync(FindTarget(api, call), given, sink: null, CancellationToken.None);
    }

    private Identity? FindTarget(ApiClient api, ActionCall call)
    {
        if (call.TargetNoun is null)
        {
            return null;
        }

        var resource = Authentik.Resources.Book[call.TargetNoun];
        var json = JsonSerializer.SerializeToElement(values.MakeObject(resource, kind: null));
        return resource.MakeIdentity(ObjectReader.Read(resource, json, api.Session));
    }
}
