using System.Collections;
using System.Management.Automation;
using Authentik.Access;
using Authentik.Background;
using Authentik.Book;
using Authentik.Http;
using Authentik.Values;

namespace Authentik.Commands;

/// <summary>
/// Calls an operation that isn't one of a resource, such as setting a password. What is typed goes into the request, and nothing else.
/// </summary>
public abstract class ActionCommand : PipedCommand
{
    private readonly Dictionary<Session, ActionCaller> callers = [];
    private Field? inputField;

    /// <summary>The action.</summary>
    protected abstract ApiAction BookAction { get; }

    /// <summary>The objects that it's about, each an identity; one null for an action of the server.</summary>
    protected virtual IReadOnlyList<object?> Targets => [null];

    /// <summary>True if what it does needs no question in this call.</summary>
    private protected virtual bool IsForced => false;

    private protected override string Activity => BookAction.Task ?? base.Activity;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        HostQuestions.RequireIfTyped(this);
    }

    private protected override void ProcessInput()
    {
        var (values, send) = (ReadValues(), PrepareCall());
        var calls = (from target in Targets from one in Split(values) select (target, one)).ToList();
        ObjectCount = calls.Count;
        Run(async token =>
        {
            foreach (var (target, one) in calls)
            {
                await AttemptAsync(target?.ToString() ?? BookAction.Command, () => StartAsync(target, one, send, token));
            }
        });
    }

    // Where the object itself is typed, an object from the pipeline fills the one parameter that refers to another object.
    private protected override bool TakesInput()
    {
        var references = BookAction.Fields.Where(field => field is { Type: FieldType.Reference, IsList: false, IsPiped: false }).ToList();
        inputField = references is [var one] && !MyInvocation.BoundParameters.ContainsKey(one.Parameter!) ? one : null;
        return inputField is not null;
    }

    private protected override bool IsSecret(string parameter) => BookAction.FindParameter(parameter) is { IsSecret: true };

    private protected override string DescribeRecord() => Targets is [{ } target] ? target.ToString()! : BookAction.Command;

    /// <summary>Prepares for this record what sends the request, on the pipeline thread.</summary>
    private protected virtual Func<ActionCall, Task<IReadOnlyList<object>>> PrepareCall() => CallAsync;

    /// <summary>Sends the request, and returns what its response holds.</summary>
    private protected virtual async Task<IReadOnlyList<object>> CallAsync(ActionCall call)
    {
        if (await call.Caller.TrySetFieldAsync(call.Target, call.Values, call.Cancellation))
        {
            return [];
        }

        using var response = await call.Caller.CallAsync(call.Target, call.Values, sink: null, call.Cancellation);
        var results = ActionResults.Read(BookAction.Returns, response, GetClient(call.Session));
        RequireSuccess(results);
        return [.. results.Select(Prepare)];
    }

    // Some operations respond with success, and say in the response that they failed.
    private void RequireSuccess(IReadOnlyList<object> results)
    {
        if (BookAction.SuccessField is { } field
            && results.OfType<AuthentikObject>().FirstOrDefault(one => one.ValueOf(field) is false) is { } failed)
        {
            throw BackgroundException.Fail(
                BookAction.Task!,
                new WorkState(IsFinished: true, HasFailed: true, "failed", [failed], LogLine.ReadAll(failed, "logs")));
        }
    }

    /// <summary>Prepares a result for the pipeline.</summary>
    private protected virtual object Prepare(object result) => result switch
    {
        AuthentikObject { Resource: { } resource } found => OutputObject.Prepare(found, resource),
        AuthentikObject nested => OutputObject.Prepare(nested),
        _ => result,
    };

    private async Task StartAsync(
        object? given, FieldValues values, Func<ActionCall, Task<IReadOnlyList<object>>> send, CancellationToken cancellation)
    {
        var session = SelectSession(given, values);
        var caller = FindCaller(session);
        caller.Require(values);
        RequireFiles(values);
        var target = given is null ? null : await caller.FindTargetAsync(given, values, cancellation);
        var needs = target is null ? string.Empty : await GuardAsync(
            session,
            IsForced,
            target.ToString(),
            access => access.FindLossAsync(AccessChange.Call(BookAction, target, values), cancellation));
        if (await ShouldAsync(target, values, session, needs))
        {
            var call = new ActionCall(session, caller, target, values, cancellation);
            var subject = FindPipedValue(values) ?? target;
            await StartAsync(subject?.ToString() ?? BookAction.Command, () => send(call));
        }
    }

    // After the version: without the action, no file is of use.
    private static void RequireFiles(FieldValues values)
    {
        foreach (var (_, value) in values.All.Where(value => value.Key.Type == FieldType.File))
        {
            LocalFile.RequireContent((string)value!);
        }
    }

    // Of several values from the pipeline, each gets a request of its own.
    private static IEnumerable<FieldValues> Split(FieldValues values)
    {
        var (field, piped) = values.All.FirstOrDefault(value => value.Key.IsPiped);
        return field is null ? [values] : ((IEnumerable)piped!).Cast<object>().Select(one =>
        {
            var some = values.Where(other => other != field);
            some.Set(field, one);
            return some;
        });
    }

    // The object that it's about decides where the request goes; where it's named, one from the pipeline does.
    private Session SelectSession(object? given, FieldValues values)
    {
        if (given is Identity row)
        {
            NamelessRows.Refuse(row);
        }

        var origin = given switch
        {
            Identity one => one.Object,
            AnyIdentity any => any.Object,
            _ => null,
        };
        return origin is null && FindPiped(values) is { } piped
            ? FindSession(piped)
            : FindSession(origin ?? FindRecord() ?? FindNamed(values));
    }

    private static Identity? FindPiped(FieldValues values) => FindPipedValue(values) as Identity;

    private static object? FindPipedValue(FieldValues values) => values.All.FirstOrDefault(value => value.Key.IsPiped).Value;

    // Of an object from the pipeline, such as a file, only the name is a value.
    private AuthentikObject? FindNamed(FieldValues values) =>
        FindPipedValue(values) is string ? PipelineInput?.BaseObject as AuthentikObject : null;

    // Names are looked up once for each session.
    private ActionCaller FindCaller(Session session)
    {
        lock (callers)
        {
            return callers.TryGetValue(session, out var caller)
                ? caller
                : callers[session] = new ActionCaller(GetClient(session), BookAction);
        }
    }

    private async Task<bool> ShouldAsync(Identity? target, FieldValues values, Session session, string needs)
    {
        if (BookAction.Task is not { } task)
        {
            return true;
        }

        var piped = FindPiped(values);
        var subject = target ?? piped;
        var what = subject is null ? FindName(values) : $"{subject.Resource.Title} '{subject}' on ";
        var action = target is null || piped is null ? task : $"{task} '{piped}'";
        return await ShouldAsync($"{what}{session.Uri}", AddNeeds(action, needs), IsForced);
    }

    // Without an object, what is created or must be specified first says what it's about, such as the name of a file.
    private string FindName(FieldValues values) =>
        BookAction.Fields.SelectMany(field => NewObject.List(values.Get(field.Name))).FirstOrDefault() is { } created
            ? $"{created.Resource.Title} '{created.Name}' on "
            : FindText(values);

    private static string FindText(FieldValues values) => values.All
        .Where(value => value.Key is { Type: FieldType.Text, IsList: false, IsSecret: false } && !value.Key.Required.IsNone)
        .Select(value => $"'{value.Value}' on ")
        .FirstOrDefault() ?? string.Empty;

    private FieldValues ReadValues()
    {
        var values = new FieldValues();
        foreach (var (name, value) in MyInvocation.BoundParameters)
        {
            if (BookAction.FindParameter(name) is { } field && !IsOfEarlierRecord(field))
            {
                var given = Evaluate(name, value);
                var plain = given is PSObject wrapper ? Unwrap.Base(wrapper) : given;
                values.Set(field, field.Type == FieldType.File ? LocalFile.ResolveInput(this, (string?)plain) : plain);
            }
        }

        if (inputField is not null)
        {
            values.Set(inputField, ConvertInput(inputField));
        }

        foreach (var (field, value) in values.All.Where(value => value.Key.Creates is not null).ToList())
        {
            values.Set(field, new NewObjectConverter(field, FindCreated(field.Creates!, values)).Convert(value));
        }

        return values;
    }

    private object? ConvertInput(Field field)
    {
        try
        {
            return FieldConverter.Convert(field, PipelineInput);
        }
        catch (ArgumentException problem)
        {
            throw new InputException(InputProblem.InvalidValue, $"{problem.Message} Nothing was sent for it.", field.Parameter);
        }
    }

    // PowerShell keeps what it bound for an earlier record. Of parameters that exclude each other, the parameter set is the current one.
    private bool IsOfEarlierRecord(Field field) => field.OneOf is not null && field.Parameter != ParameterSetName;

    private Resource FindCreated(NewObjectFacts facts, FieldValues values) => facts.TypeField is { } type
        ? FamilyTypes.Find(BookAction.Field(type), values.Get(type) as string)
        : Resources.Book[facts.Noun];

    /// <summary>One call of the action.</summary>
    private protected sealed record ActionCall(
        Session Session, ActionCaller Caller, Identity? Target, FieldValues Values, CancellationToken Cancellation);
}
