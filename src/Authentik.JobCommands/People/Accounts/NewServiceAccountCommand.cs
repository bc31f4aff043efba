using System.Collections;
using System.Collections.Concurrent;
using System.Management.Automation;
using Authentik.Book;
using Authentik.Jobs;
using Authentik.Sessions;

namespace Authentik.Commands;

/// <summary>Creates service accounts, with an API token, roles and permissions.</summary>
[Cmdlet(VerbsCommon.New, "AuthentikServiceAccount", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(ServiceAccount))]
[CoversOperation("core_users_service_account_create")]
public sealed class NewServiceAccountCommand : PipedJobCommand
{
    private readonly ConcurrentDictionary<Session, ServiceAccountCreation> jobs = [];

    /// <summary>Specifies the names of the accounts. Each must be unique.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [NamesTransform(Name = nameof(Name))]
    public string[]? Name { get; set; }

    /// <summary>True to create a group with the same name, with the account as its member. The default is false.</summary>
    [Parameter]
    [ValueTransform(FieldType.Boolean, Name = nameof(CreateGroup), TakesScriptBlock = true)]
    [ArgumentCompleter(typeof(ValueCompleter))]
    public bool? CreateGroup { get; set; }

    /// <summary>False for an app password that doesn't expire. The default is true.</summary>
    [Parameter]
    [ValueTransform(FieldType.Boolean, Name = nameof(Expiring), TakesScriptBlock = true)]
    [ArgumentCompleter(typeof(ValueCompleter))]
    public bool? Expiring { get; set; }

    /// <summary>Specifies when the app password expires. The default is after 360 days.</summary>
    [Parameter]
    [ValueTransform(FieldType.Date, Name = nameof(Expires), TakesScriptBlock = true)]
    public DateTimeOffset? Expires { get; set; }

    /// <summary>
    /// Indicates that the account gets an API token too, which doesn't expire. Its key is returned once. Only superusers can create tokens
    /// of other users.
    /// </summary>
    [Parameter]
    public SwitchParameter WithToken { get; set; }

    /// <summary>Specifies groups that the account is put into. Use names, ids, or objects.</summary>
    [Parameter]
    [ValueTransform(FieldType.Reference, Name = nameof(Group), Noun = "Group", IsList = true, TakesScriptBlock = true)]
    [ArgumentCompleter(typeof(NameCompleter))]
    public GroupIdentity[]? Group { get; set; }

    /// <summary>
    /// Specifies roles that the account gets. Use names, ids, or objects. Before authentik 2025.12, the account gets a group of its own
    /// that has them, and a role that another group has is refused.
    /// </summary>
    [Parameter]
    [ValueTransform(FieldType.Reference, Name = nameof(Role), Noun = "Role", IsList = true, TakesScriptBlock = true)]
    [ArgumentCompleter(typeof(NameCompleter))]
    public RoleIdentity[]? Role { get; set; }

    /// <summary>
    /// Specifies permissions for all objects, each as the app and the codename, such as authentik_core.view_user. The account gets them by
    /// a role of its own, with its name.
    /// </summary>
    [Parameter]
    [ValueTransform(FieldType.Text, Name = nameof(Permission), IsList = true, TakesScriptBlock = true)]
    public string[]? Permission { get; set; }

    /// <summary>Specifies the folder of the account. The default is goauthentik.io/service-accounts.</summary>
    [Parameter]
    [ValueTransform(FieldType.Text, Name = nameof(Path), TakesScriptBlock = true)]
    public string? Path { get; set; }

    /// <summary>
    /// Indicates that the app password and the key are returned as strings instead of SecureStrings. They are then visible on the screen,
    /// in transcripts and in variables.
    /// </summary>
    [Parameter]
    public SwitchParameter AsPlainText { get; set; }

    private protected override void ProcessInput()
    {
        var (names, model) = (Name!, ReadRequest());
        ObjectCount = names.Length;
        RunEach(names, (name, token) => CreateAsync(model with { Name = name }, token));
    }

    private protected override bool IsSecret(string parameter) => false;

    private protected override string DescribeRecord() => string.Join(", ", Name!);

    private protected override Task WriteDoneAsync(IReadOnlyList<object> rows) =>
        base.WriteDoneAsync(AsPlainText ? PlainText.Mark(rows) : rows);

    private ServiceAccountRequest ReadRequest() => new(string.Empty)
    {
        CreatesGroup = Evaluate(nameof(CreateGroup), CreateGroup) is true,
        Expires = (bool?)Evaluate(nameof(Expiring), Expiring),
        ExpiresAt = (DateTimeOffset?)Evaluate(nameof(Expires), Expires),
        WithToken = WithToken,
        Groups = ReadList<Identity>(nameof(Group), Group),
        Roles = ReadList<Identity>(nameof(Role), Role),
        Permissions = [.. ReadList<string>(nameof(Permission), Permission).Distinct()],
        Path = (string?)Evaluate(nameof(Path), Path),
        AsPlainText = AsPlainText,
    };

    private IReadOnlyList<T> ReadList<T>(string parameter, object? bound) =>
        [.. ((IEnumerable?)Evaluate(parameter, bound))?.Cast<T>() ?? []];

    private async Task CreateAsync(ServiceAccountRequest request, CancellationToken cancellation)
    {
        var session = FindSession(request.Groups.Concat(request.Roles).Select(one => one.Object).FirstOrDefault() ?? FindRecord());
        var job = jobs.GetOrAdd(session, one => new ServiceAccountCreation(GetJobs(one)));
        await RunJobAsync(
            session,
            () => new ServiceAccount { Username = request.Name },
            () => job.PlanAsync(request, cancellation),
            isForced: false,
            cancellation);
    }
}
