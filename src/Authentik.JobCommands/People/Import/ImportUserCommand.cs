using System.Collections;
using System.Management.Automation;
using Authentik.Jobs;

namespace Authentik.Commands;

/// <summary>Creates and changes users by rows.</summary>
[Cmdlet(
    VerbsData.Import,
    "AuthentikUser",
    SupportsShouldProcess = true,
    ConfirmImpact = ConfirmImpact.Medium,
    DefaultParameterSetName = PlainSet)]
[OutputType(typeof(ImportedUser))]
public sealed class ImportUserCommand : JobCommand
{
    private const string PlainSet = "Plain";
    private const string GenerateSet = "Generate";
    private const string LinkSet = "Link";
    private const string EmailSet = "Email";

    private UserRowReader? reader;
    private UserImportOptions? options;
    private UserImport? import;
    private int rows;

    /// <summary>
    /// Specifies the rows: those of Import-Csv, custom objects, hashtables, or objects of other modules, such as those of Get-ADUser.
    /// </summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    public PSObject InputObject { get; set; } = null!;

    /// <summary>
    /// Specifies what finds the user of a row: username, email, or a custom attribute such as attributes.employeeId. The default is
    /// username. All of them are case-sensitive.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string MatchBy { get; set; } = "username";

    /// <summary>
    /// Specifies which columns of the input are imported, as a hashtable from their names to those of the import, such as
    /// @{ mail = 'email' }. A script block computes a column: @{ username = { $_.mail.Split('@')[0] } }. Other columns aren't imported
    /// then.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public IDictionary? Map { get; set; }

    /// <summary>Indicates that columns that mean nothing are left out. By default, the command ends before it sends anything.</summary>
    [Parameter]
    public SwitchParameter IgnoreUnknownColumn { get; set; }

    /// <summary>
    /// Indicates that empty cells clear what the user has: name and email become empty, a custom attribute is removed, and with -ExactGroup
    /// the user leaves all groups. By default, empty cells change nothing.
    /// </summary>
    [Parameter]
    public SwitchParameter EmptyAsNull { get; set; }

    /// <summary>Indicates that groups that don't exist are created. By default, a row that names one is refused.</summary>
    [Parameter]
    public SwitchParameter CreateGroup { get; set; }

    /// <summary>
    /// Indicates that the column groups has all groups of a user, so that the user is removed from the others. By default, users are only
    /// added to groups.
    /// </summary>
    [Parameter]
    public SwitchParameter ExactGroup { get; set; }

    /// <summary>
    /// Indicates that each created user without a password in the row gets a generated one, with 24 characters. It's returned once, in the
    /// row of the user.
    /// </summary>
    [Parameter(ParameterSetName = GenerateSet, Mandatory = true)]
    public SwitchParameter GeneratePassword { get; set; }

    /// <summary>
    /// Indicates that a recovery link is created for each created user, and returned in the row. Whoever has the link can set the password.
    /// The brand needs a recovery flow.
    /// </summary>
    [Parameter(ParameterSetName = LinkSet, Mandatory = true)]
    public SwitchParameter RecoveryLink { get; set; }

    /// <summary>Indicates that authentik sends each created user an e-mail with a recovery link. The brand needs a recovery flow.</summary>
    [Parameter(ParameterSetName = EmailSet, Mandatory = true)]
    public SwitchParameter SendRecoveryEmail { get; set; }

    /// <summary>Specifies the e-mail stage with the template and the mail server. Use its name, its id, or an object.</summary>
    [Parameter(ParameterSetName = EmailSet, Mandatory = true)]
    [IdentityTransform("EmailStage", Single = true), ArgumentCompleter(typeof(NameCompleter))]
    public EmailStageIdentity? EmailStage { get; set; }

    /// <summary>
    /// Indicates that users who exist already get the password, link or e-mail, too. It's sent each time, also if nothing else changed.
    /// </summary>
    [Parameter]
    public SwitchParameter ResetPassword { get; set; }

    /// <summary>
    /// Indicates that generated passwords and links are returned as strings instead of SecureStrings. They are then visible on the
    /// screen, in transcripts and in variables.
    /// </summary>
    [Parameter(ParameterSetName = GenerateSet)]
    [Parameter(ParameterSetName = LinkSet)]
    public SwitchParameter AsPlainText { get; set; }

    /// <summary>
    /// Indicates that your own user, too, is deactivated, renamed or removed from groups, although that takes your own access.
    /// </summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    private protected override string Activity => "Importing users";

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        HostQuestions.RequireIfTyped(this);
        RunOrThrow(MyInvocation.MyCommand.Name, _ =>
        {
            reader = new UserRowReader(Map is null ? null : ColumnMap.Read(Map, UserRowReader.Columns), IgnoreUnknownColumn, EmptyAsNull);
            options = MakeOptions();
            return Task.CompletedTask;
        });

        // A generated password that is never written is lost, so the next one waits until this one is.
        ThrottleLimit = GeneratePassword ? 1 : ThrottleLimit;
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (import is null)
        {
            Begin();
        }

        var row = reader!.Read(InputObject, ++rows);
        var session = FindSession(origin: null);
        Run(token => AttemptAsync(row.Describe(null), () =>
        {
            RequireServer(session, row.Groups ?? [], row.Roles ?? []);
            return RunJobAsync(session, () => import!.MakeResult(row), () => import!.PlanAsync(row, token), isForced: false, token);
        }));
    }

    // The columns of the first row are checked before anything is sent. Those of the others are checked when they come.
    private void Begin()
    {
        IReadOnlyList<UserColumn> columns = [];
        RunOrThrow(MyInvocation.MyCommand.Name, async token =>
        {
            columns = reader!.ListColumns(InputObject);
            var begun = new UserImport(GetJobs(FindSession(origin: null)), options!);
            await begun.RequireAsync(columns, token);
            import = begun;
        });
    }

    private UserImportOptions MakeOptions() => new()
    {
        MatchBy = UserMatch.Read(MatchBy),
        CreatesGroups = CreateGroup,
        HasExactGroups = ExactGroup,
        GeneratesPasswords = GeneratePassword,
        RequestsLinks = RecoveryLink,
        EmailStage = SendRecoveryEmail ? EmailStage : null,
        ResetsPasswords = ResetPassword,
        ShowsSecrets = AsPlainText,
        IsForced = Force,
    };
}
