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
    private readonly ActionRules rules;
    private readonly ActionWriter writer;

    public ActionCaller(ApiClient api, ApiAction action)
    {
        (this.api, this.action) = (api, action);
        lookup = new Lookup(api);
        references = new References(api, lookup);
        rules = new ActionRules(api, action);
        writer = new ActionWriter(api, action, lookup, references);
    }

    /// <summary>Adds what is preset, and refuses what can't be sent, without a request.</summary>
    /// <exception cref="InputException">The server's version doesn't have the action, a value can't be sent, or one is missing.</exception>
    public void Require(FieldValues values)
    {
        DerivedValues.FillPresets(api, action.Fields, values);
        rules.Require(values);
    }

    /// <summary>Finds the object that is meant, of one of the action's kinds, and refuses parameters that its kind doesn't have.</summary>
    /// <param name="target">An <see cref="Identity"/> or an <see cref="AnyIdentity"/>.</param>
    /// <param name="values">What goes into the request.</param>
    /// <param name="cancellation">Ends the search.</param>
    /// <exception cref="InputException">
    /// Nothing, or more than one thing, has the name, the object is of another kind, or a parameter isn't for its kind.
    /// </exception>
    public async Task<Identity> FindTargetAsync(object target, FieldValues values, CancellationToken cancellation)
    {
        var found = target is AnyIdentity any
            ? await references.IdentifyAsync(any, ListKinds(any), cancellation)
            : (Identity)target;
        rules.RequireFieldsOf(found, values);
        return found;
    }

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
        await ObjectByModel.RequireAsync(api, lookup, values, cancellation);
        var path = await writer.WritePathAsync(call.Path, target, values, cancellation);
        var query = await writer.WriteQueryAsync(values, cancellation);
        var body = await writer.WriteBodyAsync(values, cancellation);
        var fields = ListFieldsOf(call).ToList();
        var isForm = fields.Exists(field => field.Type == FieldType.File);
        var hasBody = body.Count > 0 || fields.Exists(field => writer.IsInBody(field) && api.Call.Gate.IsPossible(field.Writable));
        return await api.SendCheckedAsync(
            new ApiRequest(new HttpMethod(call.Method), path, query)
            {
                Body = hasBody && !isForm ? body : null,
                Form = isForm ? FormBody.Create(FindFile(values), body) : null,
                Sink = sink,
                Check = FindCreated(values) is { } created ? CheckCommand.Write(created.Resource, created.Name) : null,
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

    private NewObject? FindCreated(FieldValues values) =>
        action.Fields.SelectMany(field => NewObject.List(values.Get(field.Name))).FirstOrDefault();

    private static (string Field, string Path)? FindFile(FieldValues values) =>
        values.All.FirstOrDefault(value => value.Key.Type == FieldType.File) is (var field, string path) ? (field.Name, path) : null;

    private IEnumerable<Field> ListFieldsOf(ActionCall call) => action.Fields.Where(call.Takes);

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
}
