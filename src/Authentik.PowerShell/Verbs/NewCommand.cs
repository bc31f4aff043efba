using System.Management.Automation;
using Authentik.Values;

namespace Authentik.Commands;

/// <summary>Makes objects: out of parameters, out of rows, or after the pattern of an existing object.</summary>
public abstract class NewCommand : WriteCommand
{
    /// <summary>Name of the parameter set in which the parameters say it all.</summary>
    protected const string ValuesSet = "Values";

    /// <summary>Name of the parameter set in which a row or an object through the pipeline says the most.</summary>
    protected const string InputSet = "Input";

    /// <summary>A row whose columns are values, or an object that serves as a pattern.</summary>
    [Parameter(ParameterSetName = InputSet, Mandatory = true, ValueFromPipeline = true, DontShow = true)]
    public PSObject? InputObject { get; set; }

    private protected override PSObject? PipelineInput => InputObject;

    // It is a pattern, as the object was.
    private protected override bool TakesSerialized => true;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var target = Shown(InputObject) ?? TypedName();
        RunWithValues(target, static _ => Nothing, (values, token) => MakeAsync(target, values, token));
    }

    private async Task MakeAsync(object? target, FieldValues values, CancellationToken cancellation)
    {
        var pattern = Pattern();
        var session = SessionFor(pattern);
        var resource = ResourceFor(session, Resource);
        if (pattern is not null)
        {
            Template.Fill(values, Resource, pattern);
        }

        resource.Writer.Require(values, isNew: true);
        if (await ShouldAsync(Describe(NameIn(values), session), "Create"))
        {
            await SendAsync(target, async () => OutputWriter.Prepare(await resource.Writer.NewAsync(values, cancellation), Resource));
        }
    }

    private AuthentikObject? Pattern() => InputObject?.BaseObject switch
    {
        null => null,
        AuthentikObject own when own.Resource?.Noun == Resource.Noun => own,
        var row when Unwrap.IsRow(Unwrap.Base(InputObject)) && row is not AuthentikObject => null,
        var other => throw new InputException(
            InputProblem.InvalidValue, $"{Articles.AddCapitalTo((other as AuthentikObject)?.Resource?.Title ?? other.GetType().Name)} cannot serve for a new {Resource.Title}. Pipe rows with columns, or {Articles.AddTo(Resource.Title)}.", other),
    };

    private object? TypedName() => Resource.Names
        .Select(name => Resource.Field(name).Parameter)
        .Where(parameter => parameter is not null && MyInvocation.BoundParameters.ContainsKey(parameter))
        .Select(parameter => MyInvocation.BoundParameters[parameter!])
        .FirstOrDefault();

    private string? NameIn(FieldValues values) =>
        Resource.Names.Select(values.Get).FirstOrDefault(name => name is string) as string;
}
