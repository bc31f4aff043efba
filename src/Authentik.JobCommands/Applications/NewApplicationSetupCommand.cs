using System.Collections.Concurrent;
using System.Management.Automation;
using Authentik.Jobs;

namespace Authentik.Commands;

/// <summary>Sets up applications, each with its provider, its access, its icon and its outpost.</summary>
[Cmdlet(
    VerbsCommon.New,
    "AuthentikApplicationSetup",
    DefaultParameterSetName = "OAuth2",
    SupportsShouldProcess = true,
    ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(ApplicationSetup))]
public sealed partial class NewApplicationSetupCommand : JobCommand
{
    private readonly ConcurrentDictionary<Session, ApplicationOnboarding> jobs = [];
    private SetupInput? input;

    /// <summary>Specifies the name of the application.</summary>
    [Parameter(Position = 0)]
    [NotBlank]
    public string? Name { get; set; }

    /// <summary>
    /// Specifies the slug, which is part of the addresses. Use letters, digits, - and _. By default, it's made of the name.
    /// </summary>
    [Parameter]
    [NotBlank]
    public string? Slug { get; set; }

    /// <summary>Specifies the name of the provider. The default is the name of the application.</summary>
    [Parameter]
    [NotBlank]
    public string? ProviderName { get; set; }

    /// <summary>Specifies the groups whose members can open the application, in the order of their bindings.</summary>
    [Parameter]
    [IdentityTransform("Group"), ArgumentCompleter(typeof(NameCompleter))]
    public GroupIdentity[] AllowGroup { get; set; } = [];

    /// <summary>Specifies the users who can open the application. Their bindings come after those of the groups.</summary>
    [Parameter]
    [IdentityTransform("User"), ArgumentCompleter(typeof(NameCompleter))]
    public UserIdentity[] AllowUser { get; set; } = [];

    /// <summary>Indicates that everybody is to open the application, so there is no warning if nobody is bound to it.</summary>
    [Parameter]
    public SwitchParameter AllowEveryone { get; set; }

    /// <summary>Specifies the icon: a URL, or a file to upload.</summary>
    [Parameter]
    [NotBlank]
    public string? Icon { get; set; }

    /// <summary>Specifies the URL that a click in the portal opens. By default, the provider supplies it.</summary>
    [Parameter, Alias("MetaLaunchUrl")]
    [NotBlank]
    public string? LaunchUrl { get; set; }

    /// <summary>Specifies the heading that the application is listed under in the portal. It isn't related to user groups.</summary>
    [Parameter]
    [NotBlank]
    public string? Group { get; set; }

    /// <summary>Specifies the description that users see in the portal.</summary>
    [Parameter, Alias("MetaDescription")]
    [NotBlank]
    public string? Description { get; set; }

    /// <summary>Specifies the publisher that users see in the portal.</summary>
    [Parameter, Alias("MetaPublisher")]
    [NotBlank]
    public string? Publisher { get; set; }

    /// <summary>Specifies the outpost that serves the provider. What it serves already stays.</summary>
    [Parameter(ParameterSetName = "Proxy"), Parameter(ParameterSetName = "Ldap")]
    [Parameter(ParameterSetName = "Radius"), Parameter(ParameterSetName = "Rac")]
    [IdentityTransform("Outpost", Single = true), ArgumentCompleter(typeof(NameCompleter))]
    public OutpostIdentity? Outpost { get; set; }

    /// <summary>
    /// Specifies further values of the provider, as a hashtable. The keys are the parameters of the New command of its kind, such as
    /// AccessTokenValidity.
    /// </summary>
    [Parameter]
    public System.Collections.IDictionary? Setting { get; set; }

    /// <summary>
    /// Indicates that values of an application or provider that exists already are changed to those specified. By default, they are told
    /// and stay.
    /// </summary>
    [Parameter]
    public SwitchParameter Update { get; set; }

    /// <summary>Indicates that the result contains the client secret or the shared secret, as a SecureString.</summary>
    [Parameter]
    public SwitchParameter IncludeSecret { get; set; }

    /// <summary>
    /// Indicates that the result contains this secret as a string. It's then visible on the screen, in transcripts and in variables.
    /// </summary>
    [Parameter]
    public SwitchParameter AsPlainText { get; set; }

    /// <summary>
    /// Specifies a name, or a row whose columns are the parameters of this command. A parameter that is typed is for all rows.
    /// </summary>
    [Parameter(ValueFromPipeline = true, DontShow = true)]
    public PSObject? InputObject { get; set; }

    private protected override string Activity => "Setting up applications";

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        input = new SetupInput(this, FindKind(), Log);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord() => Run(token =>
    {
        var target = Name ?? InputObject?.ToString() ?? MyInvocation.MyCommand.Name;
        return AttemptAsync(target, async () =>
        {
            var session = FindSession((AuthentikObject?)null);
            SetupRequest? request = null;
            await RunJobAsync(
                session, () => Fail(request), () => FindJob(session).PlanAsync(request = Read(session), token), isForced: false, token);
        });
    });

    private SetupRequest Read(Session session) => input!.Read(InputObject, MyInvocation.BoundParameters, GetClient(session).Call.Gate) with
    {
        IsUpdate = Update,
        AllowsEveryone = AllowEveryone,
        IncludesSecret = IncludeSecret || AsPlainText,
        IsPlainText = AsPlainText,
    };

    private ApplicationSetup Fail(SetupRequest? request)
    {
        var (name, slug) = SetupInput.FindNames(InputObject, MyInvocation.BoundParameters, request);
        return new() { Name = name, Slug = slug, Kind = FindKind().Resource.Kind! };
    }

    // One for the command, which looks defaults up once.
    private ApplicationOnboarding FindJob(Session session) =>
        jobs.GetOrAdd(session, one => new ApplicationOnboarding(GetJobs(one)));

    private ProviderKind FindKind() => ParameterSetName switch
    {
        nameof(Saml) => ProviderKind.Saml,
        nameof(Proxy) => ProviderKind.Proxy,
        nameof(Ldap) => ProviderKind.Ldap,
        nameof(Radius) => ProviderKind.Radius,
        nameof(Scim) => ProviderKind.Scim,
        nameof(Rac) => ProviderKind.Rac,
        _ => ProviderKind.OAuth2,
    };
}
