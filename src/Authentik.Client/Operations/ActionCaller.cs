using System.Collections;
using System.Globalization;
using System.Text.Json.Nodes;
using Authentik.Book;
using Authentik.Http;
using Authentik.Naming;
using Authentik.Values;

namespace Authentik;

/// <summary>Calls the operations of an action: checks what was given, finds the object, and sends one request.</summary>
internal sealed class ActionCaller
{
    private readonly ApiClient api;
    private readonly ApiAction action;
    private readonly Lookup lookup;
    private readonly References references;
    private readonly ValueRules rules;
    private readonly BodyWriter bodies;

    public ActionCaller(ApiClient api, ApiAction action)
    {
        (this.api, this.action) = (api, action);
        lookup = new Lookup(api);
        references = new References(api, lookup);
        rules = new ValueRules(api.Call);
        bodies = new BodyWriter(api.Call, references);
    }

    /// <summary>Refuses what can't be sent, without a request.</summary>
    /// <exception cref="InputException">The server's version doesn't have the action, a value can't be sent, or one is missing.</exception>
    public void Require(FieldValues values)
    {
        api.Call.Gate.Require(action.Command, action.Versions, action.Otherwise);
        foreach (var (field, value) in values.All)
        {
            rules.Require(ValueTarget.FromField(field), value);
        }

        RequireAll(values);
        RequireOneWay(values);
    }

    /// <summary>Finds the object that is meant, of one of the action's kinds.</summary>
    /// <param name="target">An <see cref="Identity"/> or an <see cref="AnyIdentity"/>.</param>
    /// <param name="cancellation">Ends the search.</param>
    /// <exception cref="InputException">Nothing, or more than one thing, has the name, or the object is of another kind.</exception>
    public async Task<Identity> FindTargetAsync(object target, CancellationToken cancellation) => target is AnyIdentity any
        ? await references.IdentifyAsync(any, ListKinds(any), cancellation)
        : (Identity)target;

    /// <summary>Sends the request, and returns the response.</summary>
    /// <param name="target">The object; null for an action of the server.</param>
    /// <param name="values">What goes into the request.</param>
    /// <param name="sink">Where the body of the response goes; null for memory.</param>
    /// <param name="cancellation">Cancels the request.</param>
    /// <exception cref="InputException">A name can't be found.</exception>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public async Task<ApiResponse> CallAsync(Identity? target, FieldValues values, Stream? sink, CancellationToken cancellation)
    {
        var call = FindCall(target, values);
        var path = await WritePathAsync(call, target, values, cancellation);
        var query = await WriteQueryAsync(values, cancellation);
        var body = await WriteBodyAsync(values, cancellation);
        var isForm = ListFieldsOf(call).Any(field => field.Type == FieldType.File);
        var hasBody = body.Count > 0 || ListFieldsOf(call).Any(field => IsInBody(field) && api.Call.Gate.IsPossible(field.Writable));
        return await api.SendCheckedAsync(
            new ApiRequest(new HttpMethod(call.Method), path, query)
            {
                Body = hasBody && !isForm ? body : null,
                Form = isForm ? FormBody.Create(FindFile(values), body) : null,
                Sink = sink,
            },
            cancellation);
    }

    /// <summary>Does the same by setting a field of the object, on servers that have none of the operations.</summary>
    /// <returns>False if the server has one of them, so that it must be called.</returns>
    /// <exception cref="InputException">The object can't be found, or a value can't be sent.</exception>
    /// <exception cref="ApiException">The server refused, or no response arrived.</exception>
    public async Task<bool> TrySetFieldAsync(Identity? target, FieldValues values, CancellationToken cancellation)
    {
        if (target is null || action.Becomes is not { } field || action.Calls.Any(call => api.Call.Gate.IsCertain(call.Versions)))
        {
            return false;
        }

        await new ImageField(api, lookup, field).SetAsync(target, values, cancellation);
        return true;
    }

    // A name can be that of an object whose kind this version of the server has no operation for; the object itself says what it is.
    private string[] ListKinds(AnyIdentity any)
    {
        var possible = action.Calls.Where(call => api.Call.Gate.IsPossible(call.Versions)).Select(call => call.TargetNoun).ToHashSet();
        return [.. action.TargetNouns.Where(noun => any.Object is not null || possible.Contains(noun))];
    }

    private static (string Field, string Path)? FindFile(FieldValues values) =>
        values.All.FirstOrDefault(value => value.Key.Type == FieldType.File) is (var field, string path) ? (field.Name, path) : null;

    private IEnumerable<Field> ListFieldsOf(ActionCall call) =>
        action.Fields.Where(field => field.Via is null || field.Via == call.OperationId);

    private bool IsInBody(Field field) => !field.IsInPath && !IsInQuery(field);

    // Where a version is unknown, the newest one counts.
    private bool IsInQuery(Field field) => !field.InQuery.IsNone && (field.InQuery.IsAll || api.Call.Gate.IsCertain(field.InQuery));

    private async Task<JsonObject> WriteBodyAsync(FieldValues values, CancellationToken cancellation)
    {
        var whole = values.All.FirstOrDefault(value => value.Key.IsWholeBody);
        var body = whole.Value is null
            ? await bodies.WriteAsync(values.Where(field => IsInBody(field) && field.Type != FieldType.File), cancellation)
            : WriteWhole(whole.Key, whole.Value);
        foreach (var (name, value) in action.Fixed)
        {
            body[name] = value;
        }

        return body;
    }

    private static JsonObject WriteWhole(Field field, object value) => JsonWriting.Write(value, field.Parameter!) as JsonObject
        ?? throw new InputException(InputProblem.InvalidValue, $"{field.Parameter} isn't a JSON object. Specify a hashtable.", value);

    // The one that takes what is specified; of those for this kind of object, the first one that the server's version has.
    private ActionCall FindCall(Identity? target, FieldValues values)
    {
        var via = values.All.Select(value => value.Key.Via).FirstOrDefault(id => id is not null);
        var calls = action.Calls
            .Where(call => call.TargetNoun == FindNoun(target) && (via is null || call.OperationId == via))
            .ToList();
        var call = calls.Find(call => api.Call.Gate.IsPossible(call.Versions));
        if (call is null)
        {
            api.Call.Gate.Require($"{action.Command} for {Articles.AddTo(target?.Resource.Title ?? "server")}", calls[0].Versions);
        }

        return call ?? calls[0];
    }

    private string? FindNoun(Identity? target) => target is null
        ? null
        : action.TargetNouns.FirstOrDefault(noun => noun == target.Resource.Noun) ?? target.Resource.Family;

    private async Task<string> WritePathAsync(ActionCall call, Identity? target, FieldValues values, CancellationToken cancellation)
    {
        var ids = new Queue<string>();
        if (target is not null)
        {
            ids.Enqueue(await lookup.FindKeyAsync(target, cancellation));
        }

        foreach (var field in action.Fields.Where(field => field.IsInPath))
        {
            ids.Enqueue(await WriteTextAsync(field, values.Get(field.Name)!, cancellation));
        }

        return string.Join('/', call.Path.Split('/').Select(part => part.StartsWith('{') ? Uri.EscapeDataString(ids.Dequeue()) : part));
    }

    private async Task<IReadOnlyList<KeyValuePair<string, string>>> WriteQueryAsync(FieldValues values, CancellationToken cancellation)
    {
        var query = new List<KeyValuePair<string, string>>();
        foreach (var (field, value) in values.All.Where(value => IsInQuery(value.Key) && value.Value is not null))
        {
            foreach (var item in field.IsList ? ((IEnumerable)value!).Cast<object>() : [value!])
            {
                query.Add(new(field.Name, await WriteTextAsync(field, item, cancellation)));
            }
        }

        return query;
    }

    private async Task<string> WriteTextAsync(Field field, object value, CancellationToken cancellation) => value switch
    {
        Identity or AnyIdentity => QueryText.Write(await references.FindAsync(value, field.TargetNouns, cancellation)),
        _ when field.Type == FieldType.Json => JsonWriting.Write(value, field.Parameter!)!.ToJsonString(ApiRequest.JsonOptions),
        _ => QueryText.Write(value),
    };

    // Parameters of different operations exclude each other, and one of them says what to call.
    private void RequireOneWay(FieldValues values)
    {
        var ways = action.Fields.Where(field => field.Via is not null).ToList();
        var given = ways.Where(field => values.Has(field.Name)).DistinctBy(field => field.Via).ToList();
        if (ways.Count > 0 && given.Count != 1)
        {
            var choices = string.Join(" or ", ways.Select(field => $"-{field.Parameter}"));
            throw new InputException(
                InputProblem.MissingValue,
                given.Count == 0 ? $"No value was specified. Specify {choices}." : $"Specify only one of {choices}.");
        }
    }

    private void RequireAll(FieldValues values)
    {
        var missing = action.Fields
            .Where(field => !field.Required.IsNone && api.Call.Gate.IsCertain(field.Required) && !values.Has(field.Name))
            .Select(field => $"-{field.Parameter}")
            .ToArray();
        if (missing.Length > 0 && !api.Session.SkipVersionCheck)
        {
            throw new InputException(
                InputProblem.MissingValue,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"authentik {api.Session.ServerVersion} requires {string.Join(" and ", missing)}. Specify each of them."));
        }
    }
}
