using System.Management.Automation;
using Authentik.Book;
using Authentik.Values;

namespace Authentik.Commands;

/// <summary>
/// Creates or changes objects. For each record, a field is sent if its parameter was typed, or if it is a column of this row. PowerShell
/// keeps what it bound for an earlier record, so the command remembers at the beginning which parameters were typed, and ignores others.
/// </summary>
public abstract class WriteCommand : ScriptBlockCommand
{
    /// <summary>For records without columns that identify the object: all columns are values.</summary>
    private protected static readonly HashSet<string> NoColumns = [];

    // The fields of the typed parameters; null for parameters that aren't fields.
    private readonly Dictionary<string, Field?> typed = new(StringComparer.OrdinalIgnoreCase);

    // The typed parameters that add to stored values or remove from them.
    private readonly Dictionary<string, FieldPart> parts = new(StringComparer.OrdinalIgnoreCase);
    private RowReader? reader;

    /// <summary>
    /// Indicates that null is sent for the empty cells of a row. By default, they aren't sent. A string that can't be null is cleared; a
    /// cell that can be neither is an error for its row.
    /// </summary>
    [Parameter]
    public SwitchParameter EmptyAsNull { get; set; }

    /// <summary>The resource of the objects.</summary>
    protected abstract Resource Resource { get; }

    /// <summary>
    /// True if the values of a deserialized object are sent. Otherwise it only identifies the object, because its values are old.
    /// </summary>
    private protected virtual bool SendsDeserialized => false;

    /// <summary>True if the columns of the row are values, and not the properties of an object of another kind.</summary>
    private protected virtual bool HasValues => true;

    private RowReader Reader => reader ??= new RowReader(
        Resource, OverridesColumn, IsRead, EmptyAsNull, WriteWarning);

    /// <summary>True if a parameter was typed, so that it doesn't come from the pipeline.</summary>
    private protected bool WasTyped(string parameter) => typed.ContainsKey(parameter);

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        HostQuestions.RequireIfTyped(this);

        foreach (var name in MyInvocation.BoundParameters.Keys)
        {
            typed[name] = Resource.FindParameter(name);
            if (FindPart(name) is { } part)
            {
                parts[name] = part;
            }
        }
    }

    /// <summary>
    /// Runs something with the values of this record. They are read here, on the pipeline thread: a column can be a script that needs
    /// the runspace.
    /// </summary>
    /// <param name="target">What the record is about, for an error record.</param>
    /// <param name="findNaming">Finds the columns of a row that identify the object and aren't values.</param>
    /// <param name="work">What to run.</param>
    private protected void RunWithValues(
        object? target, Func<Row, IReadOnlySet<string>> findNaming, Func<FieldValues, CancellationToken, Task> work)
    {
        FieldValues values;
        try
        {
            values = ReadValues(findNaming);
        }
        catch (InputException problem)
        {
            WriteError(ErrorRecords.Create(problem, problem.Problem == InputProblem.NotComputed ? problem.Target ?? target : target));
            CountFailed();
            return;
        }

        Run(token => AttemptAsync(target, () => work(values, token)));
    }

    /// <summary>Describes an object for a person, with its server.</summary>
    private protected string Describe(string? name, Session session) =>
        name is null ? $"{Resource.Title} on {session.Uri}" : $"{Resource.Title} '{name}' on {session.Uri}";

    private protected override bool IsSecretColumn(string column) => Reader.IsSecret(column);

    private protected override bool IsSecret(string parameter) =>
        typed.GetValueOrDefault(parameter) is { IsSecret: true } || parts.GetValueOrDefault(parameter) is { Field.IsSecret: true };

    /// <summary>What a parameter adds to a stored value or removes from it, still without the value; null for other parameters.</summary>
    private protected virtual FieldPart? FindPart(string parameter) => null;

    // What is added to a stored value or removed from it was typed, and the column of the field was not.
    private bool OverridesColumn(Field field) =>
        typed.ContainsKey(field.Parameter!) || parts.Values.Any(part => part.Field.Name == field.Name);

    // The columns, and over them what was typed.
    private FieldValues ReadValues(Func<Row, IReadOnlySet<string>> findNaming)
    {
        var values = new FieldValues();
        var source = PipelineInput is null ? null : Unwrap.Base(PipelineInput);
        if (HasValues && (!Row.IsDeserialized(PipelineInput) || SendsDeserialized) && Row.TryRead(source, out var row))
        {
            Reader.Read(row, PipelineInput!, findNaming(row), values);
        }

        foreach (var (name, value) in MyInvocation.BoundParameters)
        {
            if (typed.GetValueOrDefault(name) is { } field)
            {
                values.Set(field, ReadValue(name, value));
            }
            else if (parts.TryGetValue(name, out var part))
            {
                values.Change(part with { Value = ReadValue(name, value) });
            }
        }

        return values;
    }

    private object? ReadValue(string parameter, object? bound) =>
        Evaluate(parameter, bound) is var value && value is PSObject wrapper ? Unwrap.Base(wrapper) : value;
}
