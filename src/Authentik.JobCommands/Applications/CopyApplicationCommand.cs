using System.Collections.Concurrent;
using System.Management.Automation;
using Authentik.Jobs;

namespace Authentik.Commands;

/// <summary>Copies an application with its provider, its bindings and its entitlements under new names.</summary>
[Cmdlet(VerbsCommon.Copy, "AuthentikApplication", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(ApplicationCopy))]
public sealed class CopyApplicationCommand : JobCommand
{
    private readonly Dictionary<(Session, string), ApplicationTemplate> templates = [];
    private readonly ConcurrentDictionary<Session, ApplicationCopying> jobs = [];
    private readonly ConcurrentDictionary<ProviderKind, SetupInput> inputs = [];

    /// <summary>
    /// Specifies the application to copy. Use its slug, its name, its id, or an object. An application from the pipeline is copied, too.
    /// </summary>
    [Parameter(Position = 0)]
    [IdentityTransform("Application", Single = true), ArgumentCompleter(typeof(NameCompleter))]
    public ApplicationIdentity? Identity { get; set; }

    /// <summary>Specifies the name of the copy.</summary>
    [Parameter(Position = 1)]
    [NotBlank]
    public string? Name { get; set; }

    /// <summary>Specifies the slug of the copy, which is part of its addresses. By default, it's made of the name.</summary>
    [Parameter]
    [NotBlank]
    public string? Slug { get; set; }

    /// <summary>Specifies the name of the copy's provider. The default is the name of the copy.</summary>
    [Parameter]
    [NotBlank]
    public string? ProviderName { get; set; }

    /// <summary>Specifies the redirect URIs of the copy's OAuth2 provider. The default is those of the template, with a warning.</summary>
    [Parameter, Alias("RedirectUris")]
    [FieldTransform("OAuth2Provider", "redirect_uris")]
    public RedirectUri[]? RedirectUri { get; set; }

    /// <summary>Specifies the ACS URL of the copy's SAML provider. By default, it's that of the template, with a warning.</summary>
    [Parameter]
    [FieldTransform("SamlProvider", "acs_url")]
    public string? AcsUrl { get; set; }

    /// <summary>Specifies the audience of the copy's SAML provider.</summary>
    [Parameter]
    [FieldTransform("SamlProvider", "audience")]
    public string? Audience { get; set; }

    /// <summary>Specifies the entity ID of authentik for the copy's SAML provider.</summary>
    [Parameter, Alias("IssuerOverride")]
    [FieldTransform("SamlProvider", "issuer")]
    public string? Issuer { get; set; }

    /// <summary>Specifies the URL that users open. Required for the copy of an application with a proxy provider.</summary>
    [Parameter]
    [FieldTransform("ProxyProvider", "external_host")]
    public string? ExternalHost { get; set; }

    /// <summary>Specifies the URL at which the outpost reaches the website of the copy.</summary>
    [Parameter]
    [FieldTransform("ProxyProvider", "internal_host")]
    public string? InternalHost { get; set; }

    /// <summary>Specifies the base DN. Required for the copy of an application with an LDAP provider.</summary>
    [Parameter]
    [FieldTransform("LdapProvider", "base_dn")]
    public string? BaseDn { get; set; }

    /// <summary>Specifies the URL that a click in the portal opens. That of the template isn't copied.</summary>
    [Parameter, Alias("MetaLaunchUrl")]
    [NotBlank]
    public string? LaunchUrl { get; set; }

    /// <summary>Specifies the heading that the copy is listed under in the portal. The default is that of the template.</summary>
    [Parameter]
    [NotBlank]
    public string? Group { get; set; }

    /// <summary>Specifies the description that users see in the portal. The default is that of the template.</summary>
    [Parameter, Alias("MetaDescription")]
    [NotBlank]
    public string? Description { get; set; }

    /// <summary>
    /// Specifies further values of the copy's provider, as a hashtable. The keys are the parameters of the New command of its kind.
    /// </summary>
    [Parameter]
    public System.Collections.IDictionary? Setting { get; set; }

    /// <summary>Indicates that the result contains the new client secret or shared secret, as a SecureString.</summary>
    [Parameter]
    public SwitchParameter IncludeSecret { get; set; }

    /// <summary>
    /// Indicates that the result contains this secret as a string. It's then visible on the screen, in transcripts and in variables.
    /// </summary>
    [Parameter]
    public SwitchParameter AsPlainText { get; set; }

    /// <summary>
    /// Specifies a name, a row whose columns are the parameters of this command, or the application to copy.
    /// </summary>
    [Parameter(ValueFromPipeline = true, DontShow = true)]
    public PSObject? InputObject { get; set; }

    private protected override string Activity => "Copying applications";

    /// <inheritdoc/>
    protected override void ProcessRecord() => Run(token => AttemptAsync(Name ?? InputObject?.ToString() ?? "copy", async () =>
    {
        var piped = InputObject?.BaseObject as Application;
        var identity = FindTemplate(piped);
        var session = FindSession(identity);
        ApplicationTemplate? template = null;
        SetupRequest? request = null;
        await RunJobAsync(
            session,
            () => Fail(identity, template, request),
            async () =>
            {
                template = await ReadTemplateAsync(session, identity, token);
                request = Read(session, template.Kind, piped is not null);
                return await FindJob(session).PlanAsync(template, request, token);
            },
            isForced: false,
            token);
    }));

    private SetupRequest Read(Session session, ProviderKind kind, bool isTemplatePiped)
    {
        var input = inputs.GetOrAdd(kind, one => new SetupInput(this, one, Log));
        var record = isTemplatePiped ? null : InputObject;
        return input.Read(record, MyInvocation.BoundParameters, GetClient(session).Call.Gate, isCopy: true) with
        {
            IncludesSecret = IncludeSecret || AsPlainText,
            IsPlainText = AsPlainText,
        };
    }

    // One for the command, which knows the slugs of all copies.
    private ApplicationCopying FindJob(Session session) =>
        jobs.GetOrAdd(session, one => new ApplicationCopying(GetJobs(one)));

    private Identity FindTemplate(Application? piped) => Identity
        ?? (piped is null ? null : Resources.Application.NewIdentity(piped, false) as Identity)
        ?? throw new InputException(
            InputProblem.MissingValue, "-Identity is required: the application to copy. Specify it, or pipe it.", "Identity");

    // The same one for many copies is read once.
    private async Task<ApplicationTemplate> ReadTemplateAsync(Session session, Identity identity, CancellationToken cancellation)
    {
        var key = (session, identity.Object is Application { Pk: { } id } ? id.ToString() : identity.ToString());
        return templates.TryGetValue(key, out var known)
            ? known
            : templates[key] = await ApplicationTemplate.ReadAsync(GetJobs(session), identity, cancellation);
    }

    private ApplicationCopy Fail(Identity identity, ApplicationTemplate? template, SetupRequest? request)
    {
        var record = InputObject?.BaseObject is Application ? null : InputObject;
        var (name, slug) = SetupInput.FindNames(record, MyInvocation.BoundParameters, request);
        return new()
        {
            Name = name,
            Slug = slug,
            Kind = template?.Kind.Resource.Kind ?? string.Empty,
            Template = template?.Application.Slug ?? identity.ToString(),
            TemplateProvider = template?.Provider.Name,
        };
    }
}
