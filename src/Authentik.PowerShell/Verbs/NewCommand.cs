using System.Collections;
using System.Management.Automation;
using Authentik.Book;
using Authentik.Labels;
using Authentik.Naming;
using Authentik.Sessions;
using Authentik.Values;

namespace Authentik.Commands;

/// <summary>Creates objects from parameters, names, rows, an existing object as a template, or an object that they refer to.</summary>
public abstract class NewCommand : WriteCommand
{
    private readonly Dictionary<(Session, Session), NamesElsewhere> names = [];

    /// <summary>
    /// Specifies a name, a row whose columns are values, an object that serves as a template, or one that the new object refers to.
    /// </summary>
    [Parameter(ParameterSetName = ParameterSets.Input, Mandatory = true, ValueFromPipeline = true, DontShow = true)]
    public PSObject? InputObject { get; set; }

    private protected override PSObject? PipelineInput => InputObject;

    private protected override string Activity => $"Creating {Resource.Plural}";

    // A deserialized object is a template as the object was.
    private protected override bool SendsDeserialized => true;

    private protected override bool HasValues => PipedToNew.FindOther(Resource, InputObject) is null;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var target = ShowRecord() ?? FindTypedName();
        RunWithValues(target, static _ => NoColumns, (values, token) => CreateAsync(target ?? FindName(values), values, token));
    }

    private async Task CreateAsync(object? target, FieldValues values, CancellationToken cancellation)
    {
        var template = FindTemplateElsewhere();
        var session = FindSession(template is null ? InputObject?.BaseObject as AuthentikObject : null);
        var resource = GetClient(session, Resource);
        if (InputObject is not null)
        {
            var given = await CompleteAsync(InputObject, cancellation);
            NamesElsewhere? elsewhere = null;
            if (template is not null)
            {
                RefuseForeignIds(values);
                elsewhere = FindNames(template.Session!, session);
            }

            await new PipedToNew(Resource, HasScriptBlocks, session.ServerVersion, Log, elsewhere).FillAsync(values, given, cancellation);
        }

        resource.Writer.RemoveReadOnlyColumns(values, isNew: true);
        resource.Writer.Derive(values);
        resource.Writer.Require(values, isNew: true);
        if (IsWhatIf)
        {
            await resource.Writer.WarnAboutMissingAsync(values, cancellation);
        }

        if (await ShouldAsync(Describe(FindName(values), session), $"Create with {values.Describe()}"))
        {
            await StartAsync(target, async () => OutputObject.Prepare(await resource.Writer.NewAsync(values, cancellation), Resource));
        }
    }

    // What a script block reads from the template is an id of the template's server.
    private void RefuseForeignIds(FieldValues values)
    {
        foreach (var (field, value) in values.All.Where(value => IsComputed(value.Key.Parameter)))
        {
            var returned = value is IEnumerable list and not string ? list.Cast<object?>() : [value];
            if (returned.OfType<Identity>().FirstOrDefault(identity => identity.IsId) is { } id)
            {
                throw new InputException(
                    InputProblem.InvalidValue,
                    $"The script block for -{field.Parameter} returned the id {id}, which is that of something else on the server of "
                        + "-Session. Nothing was sent. Omit the parameter, or return a name.",
                    field.Parameter);
            }
        }
    }

    // A copy on the server of -Session, which refers to what has the same names there.
    private AuthentikObject? FindTemplateElsewhere() =>
        Session is { } given
        && InputObject?.BaseObject is AuthentikObject { Session: { } origin } template
        && template.Resource?.Noun == Resource.Noun
        && origin.Uri != given.Uri
            ? template
            : null;

    private NamesElsewhere FindNames(Session origin, Session target)
    {
        lock (names)
        {
            return names.TryGetValue((origin, target), out var found)
                ? found
                : names[(origin, target)] = new NamesElsewhere(GetClient(origin), GetClient(target));
        }
    }

    // Lists of a family have only the family's fields.
    private async Task<PSObject> CompleteAsync(PSObject given, CancellationToken cancellation) =>
        given.BaseObject is AuthentikObject { Session: { } origin } template && ObjectTemplate.IsPartial(Resource, template)
            ? new PSObject(await GetClient(origin, Resource).Reader.FindWholeAsync(Resource.MakeIdentity(template), cancellation))
            : given;

    private object? FindTypedName() => Resource.Names
        .Select(name => Resource.GetField(name).Parameter)
        .Where(parameter => parameter is not null && MyInvocation.BoundParameters.ContainsKey(parameter))
        .Select(parameter => MyInvocation.BoundParameters[parameter!])
        .FirstOrDefault(name => !ScriptBlockValue.TryFind(name, out _));

    private string? FindName(FieldValues values) =>
        Resource.Names.Select(values.Get).FirstOrDefault(name => name is string) as string;
}
