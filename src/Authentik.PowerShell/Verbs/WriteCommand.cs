using System.Management.Automation;
using System.Security;
using System.Text.RegularExpressions;
using Authentik.Book;
using Authentik.Values;

namespace Authentik.Commands;

/// <summary>
/// Makes or changes objects. For each record, a field is sent when its parameter was typed, or when it is a column of this very
/// row. PowerShell keeps what it bound for an earlier record, so what was typed is remembered at the beginning and nothing
/// else is believed; rows are read here and not by PowerShell, which drops cells that it cannot convert.
/// </summary>
public abstract partial class WriteCommand : ThrottledCommand
{
    /// <summary>No column names the object: all are values.</summary>
    private protected static readonly HashSet<string> Nothing = [];

    // What PowerShell adds to an object that comes out of a job.
    private static readonly HashSet<string> OfJobs = new(StringComparer.OrdinalIgnoreCase) { "PSComputerName", "RunspaceId", "PSShowComputerName", "PSSourceJobInstanceId" };

    private HashSet<string> typed = [];
    private bool wasToldOfColumns;

    /// <summary>
    /// Indicates that null is sent for the empty cells of a row. By default, they aren't sent. A string that can't be null is cleared; a
    /// cell that can be neither is an error for its row.
    /// </summary>
    [Parameter]
    public SwitchParameter EmptyAsNull { get; set; }

    /// <summary>The resource it writes.</summary>
    protected abstract Resource Resource { get; }

    /// <summary>What came through the pipeline; null when nothing did.</summary>
    private protected abstract PSObject? PipelineInput { get; }

    /// <summary>
    /// True when the values of what was serialized count. Otherwise it says which object is meant, as the object itself does: its values are old.
    /// </summary>
    private protected virtual bool TakesSerialized => false;

    /// <summary>True when a parameter was typed and did not come through the pipeline.</summary>
    private protected bool WasTyped(string parameter) => typed.Contains(parameter);

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        if (IsTypedOn("Confirm") && !IsWhatIf)
        {
            HostQuestions.Require(this, "This command was told to ask");
        }

        typed = new HashSet<string>(MyInvocation.BoundParameters.Keys, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The values of this record: its columns, and over them what was typed.</summary>
    /// <param name="naming">Columns that name the object and are no values.</param>
    /// <exception cref="InputException">A cell cannot be converted.</exception>
    private FieldValues Values(Func<Row, IReadOnlySet<string>> naming)
    {
        var values = new FieldValues();
        if ((!Row.IsDeserialized(PipelineInput) || TakesSerialized) && Row.TryRead(PipelineInput is null ? null : Unwrap.Base(PipelineInput), out var row))
        {
            ReadRow(row, naming(row), values);
        }

        foreach (var (name, value) in MyInvocation.BoundParameters)
        {
            if (typed.Contains(name) && Resource.FieldOfParameter(name) is { } field)
            {
                values.Set(field, value is PSObject wrapper ? Unwrap.Base(wrapper) : value);
            }
        }

        return values;
    }

    /// <summary>
    /// Does something with the values of this record. They are read here, on the pipeline thread: a column may be a script that
    /// needs the runspace.
    /// </summary>
    private protected void RunWithValues(object? target, Func<Row, IReadOnlySet<string>> naming, Func<FieldValues, CancellationToken, Task> work)
    {
        FieldValues values;
        try
        {
            values = Values(naming);
        }
        catch (InputException problem)
        {
            WriteError(ErrorRecords.Make(problem, target));
            return;
        }

        Run(token => AttemptAsync(target, () => work(values, token)));
    }

    /// <summary>Asks the user where that is called for, and says what would be done under -WhatIf.</summary>
    private protected Task<bool> ShouldAsync(string target, string action) => OnPipelineAsync(() => ShouldProcess(target, action));

    /// <summary>The object in words, with the server it is on.</summary>
    private protected string Describe(string? name, Session session) =>
        name is null ? $"{Resource.Title} on {session.Uri}" : $"{Resource.Title} '{name}' on {session.Uri}";

    /// <summary>The row for an error record: without its secrets, which would be shown with it.</summary>
    private protected object? Shown(PSObject? input)
    {
        if (input is null || !Row.TryRead(Unwrap.Base(input), out var row) || !row.Columns.Any(column => IsPlainSecret(column.Key, column.Value)))
        {
            return input;
        }

        var shown = new PSObject();
        foreach (var (column, cell) in row.Columns.Where(column => !IsPlainSecret(column.Key, column.Value)))
        {
            shown.Properties.Add(new PSNoteProperty(column, cell));
        }

        return shown;
    }

    private bool IsPlainSecret(string column, object? cell) => cell is not (null or SecureString) && (FieldOf(column) is { IsSecret: true } || Redactor.IsSecretName(column));

    private void ReadRow(Row row, IReadOnlySet<string> naming, FieldValues values)
    {
        WarnOfUnknownColumns(row, naming);
        foreach (var (column, cell) in row.Columns)
        {
            if (naming.Contains(column) || FieldOf(column) is not { } field || typed.Contains(field.Parameter!) || StaysBehind(field, cell))
            {
                continue;
            }

            if (!Row.IsEmpty(cell))
            {
                values.SetColumn(field, ConvertCell(field, column, cell));
            }
            else if (EmptyAsNull)
            {
                values.SetColumn(field, Emptied(field));
            }
        }
    }

    // Of what was an object once, its secrets stay where they were, and in a copy what no two objects have.
    private bool StaysBehind(Field field, object? cell) => (field.IsSecret && IsSecretOfObject(cell)) || (field.IsUnique && Row.IsDeserialized(PipelineInput));

    // In JSON only the length of a secret is left.
    private bool IsSecretOfObject(object? cell) =>
        (cell is SecureString && Row.FormerClass(PipelineInput) is not null) || (Row.TryRead(cell, out var parts) && parts.Columns.Keys.SequenceEqual(["Length"]));

    // Of what cannot be null, a text is emptied otherwise.
    private static object? Emptied(Field field) => field is { IsNullable: false, IsList: false, IsSecret: false, Kind: FieldKind.Text } ? string.Empty : null;

    // Once is enough: the rows of a file have the same columns.
    private void WarnOfUnknownColumns(Row row, IReadOnlySet<string> naming)
    {
        var unknown = row.Columns.Keys.Where(column => !naming.Contains(column) && FieldOf(column) is null && !IsAnswerField(column) && !OfJobs.Contains(column)).ToArray();
        if (unknown.Length > 0 && !wasToldOfColumns)
        {
            wasToldOfColumns = true;
            WriteWarning($"{Articles.AddCapitalTo(Resource.Title)} has no field for {string.Join(" and ", unknown)}; what these columns hold is not sent.");
        }
    }

    // Of a row that was an object once, the fields that only answers have are no mistake.
    private bool IsAnswerField(string column) => Resource.FindField(column) is not null;

    // A column goes by the name of the parameter, of the property or of the API.
    private Field? FieldOf(string column)
    {
        var renamed = column.StartsWith("new_", StringComparison.OrdinalIgnoreCase) ? column[4..] : column;
        if (renamed.Length < column.Length && (Resource.Names.Count == 0 || !string.Equals(renamed, Resource.Names[0], StringComparison.OrdinalIgnoreCase)))
        {
            return null;
        }

        return Resource.Fields.FirstOrDefault(field => field.Parameter is { } parameter
            && (field.IsNamed(renamed) || string.Equals(parameter, renamed, StringComparison.OrdinalIgnoreCase)));
    }

    private static object? ConvertCell(Field field, string column, object cell)
    {
        if (cell is string text && TypeName().IsMatch(text))
        {
            throw new InputException(
                InputProblem.InvalidValue,
                $"Column {column} holds '{(field.IsSecret || text[0] == '@' ? "@{...}" : text)}', the name of a type: Export-Csv cannot write lists, objects and secrets. Select the columns you want before you export. Nothing of this row was sent.",
                column);
        }

        try
        {
            return FieldConverter.Convert(field, cell);
        }
        catch (Exception error) when (error is ArgumentException or FormatException)
        {
            throw new InputException(InputProblem.InvalidValue, $"Column {column}: {error.Message} Nothing of this row was sent.", field.IsSecret ? column : cell);
        }
    }

    [GeneratedRegex(@"^(@\{.*\}|(System|Authentik)\.[A-Za-z.]+(`\d.*)?(\[\])?)$")]
    private static partial Regex TypeName();
}
