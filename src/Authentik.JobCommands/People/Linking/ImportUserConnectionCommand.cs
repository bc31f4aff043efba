using System.Collections;
using System.Globalization;
using System.Management.Automation;
using Authentik.Jobs;
using Authentik.Naming;

namespace Authentik.Commands;

/// <summary>Connects existing users to a source by rows.</summary>
[Cmdlet(VerbsData.Import, "AuthentikUserConnection", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(ImportedUserConnection))]
public sealed class ImportUserConnectionCommand : JobCommand
{
    private static readonly string[] ColumnNames = ["username", "email", "identifier", "source"];

    // Users have many other columns, and a file for Import-AuthentikUser has some of them.
    private static readonly ImportColumns Columns = new(ColumnNames, static name =>
        ColumnNames.FirstOrDefault(column => string.Equals(column, name, StringComparison.OrdinalIgnoreCase))
            ?? (UserColumn.Find(name) is null ? null : string.Empty));

    private UserConnectionImport? import;
    private ColumnMap? map;
    private UserMatch? match;
    private int rows;

    /// <summary>
    /// Specifies the rows, with the columns username or email, identifier, and, without -Source, source: those of Import-Csv, custom
    /// objects, hashtables, or users.
    /// </summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    public PSObject InputObject { get; set; } = null!;

    /// <summary>Specifies the source of the rows that have no column source. Use its slug, its name, its id, or an object.</summary>
    [Parameter(Position = 0)]
    [IdentityTransform("Source", Single = true), ArgumentCompleter(typeof(NameCompleter))]
    public SourceIdentity? Source { get; set; }

    /// <summary>
    /// Specifies what finds the user of a row: username or email. The default is username, and email if the input has no column username.
    /// </summary>
    [Parameter]
    [ValidateSet("username", "email")]
    public string? MatchBy { get; set; }

    /// <summary>
    /// Specifies which columns of the input are imported, as a hashtable from their names to those of the import, such as
    /// @{ login = 'username'; id = 'identifier' }. A script block computes a column: @{ identifier = { $_.Email } }.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public IDictionary? Map { get; set; }

    /// <summary>Indicates that columns that mean nothing are left out. By default, the command ends before it sends anything.</summary>
    [Parameter]
    public SwitchParameter IgnoreUnknownColumn { get; set; }

    private protected override string Activity => "Importing user connections";

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        HostQuestions.RequireIfTyped(this);
        RunOrThrow(MyInvocation.MyCommand.Name, _ =>
        {
            map = Map is null ? null : ColumnMap.Read(Map, Columns);
            return Task.CompletedTask;
        });
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (import is null)
        {
            Begin();
        }

        var row = Read(++rows);
        var session = FindSession(origin: Source?.Object);
        Run(token => AttemptAsync(row.User, () => RunJobAsync(
            session, () => UserConnectionImport.MakeResult(row), () => import!.PlanAsync(row, token), isForced: false, token)));
    }

    private void Begin() => RunOrThrow(MyInvocation.MyCommand.Name, async token =>
    {
        var columns = Columns.ListFirst(InputRecord.Read(InputObject), map, IgnoreUnknownColumn).Select(one => one.Column).ToList();
        match = UserMatch.Read(MatchBy ?? (columns.Contains("username") || !columns.Contains("email") ? "username" : "email"));
        if (new[] { match.Name, "identifier" }.FirstOrDefault(name => !columns.Contains(name)) is { } missing)
        {
            throw new InputException(
                InputProblem.MissingValue, $"The input has no column {missing}. Nothing was sent. Rename a column, or use -Map.", missing);
        }

        var begun = new UserConnectionImport(GetJobs(FindSession(origin: Source?.Object)), match);
        await begun.RequireAsync(columns.Contains("source") ? null : Source, token);
        import = begun;
    });

    private UserConnectionRow Read(int number)
    {
        var cells = new Dictionary<string, object?>(StringComparer.Ordinal);
        var input = new PSObject();
        try
        {
            var record = InputRecord.Read(InputObject);
            var found = Columns.List(record, map);
            foreach (var one in found)
            {
                cells[one.Column] = one.Find();
                one.CopyTo(input, cells[one.Column]);
            }

            Columns.Require(record, found, map, IgnoreUnknownColumn);
            return MakeRow(number, cells, input);
        }
        catch (InputException problem)
        {
            return Refuse(problem);
        }
        catch (ArgumentException invalid)
        {
            return Refuse(new InputException(
                InputProblem.InvalidValue, $"Column source: {invalid.Message} The row wasn't sent.", "source", invalid));
        }

        UserConnectionRow Refuse(InputException problem) =>
            new(number) { User = FindText(cells, match!.Name), Input = input, Problem = problem };
    }

    private UserConnectionRow MakeRow(int number, Dictionary<string, object?> cells, PSObject input) => new(number)
    {
        User = FindText(cells, match!.Name),
        Identifier = FindText(cells, "identifier"),
        Source = cells.GetValueOrDefault("source") is { } source
            ? (SourceIdentity)IdentityConverter.Convert(Resources.Source, source)
            : Source,
        Input = input,
    };

    private static string? FindText(Dictionary<string, object?> cells, string column) => cells.GetValueOrDefault(column) is { } cell
        ? Convert.ToString(Unwrap.AsTyped(cell), CultureInfo.InvariantCulture)?.Trim() is { Length: > 0 } text ? text : null
        : null;
}
