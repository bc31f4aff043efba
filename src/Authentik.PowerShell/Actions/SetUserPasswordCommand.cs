using System.Management.Automation;
using System.Security;
using System.Text.Json.Nodes;
using Authentik.Book;
using Authentik.Values;

namespace Authentik.Commands;

/// <summary>Sets the password of users: one that is specified, one that is generated for each, or a hash of one.</summary>
[Cmdlet(
    VerbsCommon.Set,
    "AuthentikUserPassword",
    SupportsShouldProcess = true,
    ConfirmImpact = ConfirmImpact.High,
    DefaultParameterSetName = PasswordSet)]
[OutputType(typeof(UserPassword))]
[CoversOperation("core_users_set_password_create", HashOperation)]
public sealed class SetUserPasswordCommand : PipedCommand
{
    private const string PasswordSet = "Password";
    private const string GenerateSet = "Generate";
    private const string HashSet = "Hash";
    private const string HashOperation = "core_users_set_password_hash_create";

    /// <summary>Specifies the users. Use usernames, ids, or objects.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [IdentityTransform("User"), ArgumentCompleter(typeof(NameCompleter))]
    public UserIdentity[] Identity { get; set; } = [];

    /// <summary>
    /// Specifies the new password as a SecureString. A string is converted, but stays in the command history. authentik checks it against
    /// no policy.
    /// </summary>
    [Parameter(ParameterSetName = PasswordSet, Mandatory = true, Position = 1)]
    [SecretTransform(TakesScriptBlock = true)]
    public SecureString? Password { get; set; }

    /// <summary>Indicates that a password is generated for each user, and returned with the username.</summary>
    [Parameter(ParameterSetName = GenerateSet, Mandatory = true)]
    public SwitchParameter Generate { get; set; }

    /// <summary>Specifies the number of characters of a generated password, from 12 to 128. The default is 24.</summary>
    [Parameter(ParameterSetName = GenerateSet)]
    [ValidateRange(12, 128)]
    public int Length { get; set; } = RandomPassword.UsualLength;

    /// <summary>
    /// Indicates that a generated password is returned as a string instead of a SecureString. It's then visible on the screen, in
    /// transcripts and in variables.
    /// </summary>
    [Parameter(ParameterSetName = GenerateSet)]
    public SwitchParameter AsPlainText { get; set; }

    /// <summary>
    /// Specifies a hash of the new password as Django writes it, such as pbkdf2_sha256$..., to move users from elsewhere.
    /// </summary>
    [Parameter(ParameterSetName = HashSet, Mandatory = true)]
    [SecretTransform(TakesScriptBlock = true)]
    public SecureString? Hash { get; set; }

    /// <summary>Indicates that the command doesn't ask for confirmation, as -Confirm:$false does.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        HostQuestions.RequireUnlessForced(this, Force);
        base.BeginProcessing();
    }

    private protected override void ProcessInput()
    {
        var given = (SecureString?)Evaluate(nameof(Password), Password) ?? (SecureString?)Evaluate(nameof(Hash), Hash);
        ObjectCount = Identity.Length;
        RunEach(Identity, (identity, token) => SetAsync(identity, given, token));
    }

    private protected override bool IsSecret(string parameter) => parameter is nameof(Password) or nameof(Hash);

    private protected override string DescribeRecord() => string.Join(", ", Identity.Select(identity => identity.ToString()));

    private async Task SetAsync(UserIdentity identity, SecureString? given, CancellationToken cancellation)
    {
        NamelessRows.Refuse(identity);
        var session = FindSession(identity.Object ?? FindRecord());
        var users = GetClient(session, Resources.User);
        if (Hash is not null)
        {
            GetClient(session).Call.Gate.Require("-Hash", FindVersions(HashOperation), "Use -Password, or -Generate.");
        }

        var user = await users.Reader.ResolveAsync(identity, cancellation);
        var target = $"{Resources.User.Title} '{user}' on {session.Uri}";
        if (await ShouldAsync(target, "Set the password", Force))
        {
            await SendInOrderAsync(identity.ToString(), () => SendAsync(user, given, session, cancellation));
        }
    }

    // A generated password that is never written is lost, so the next one waits until this one is.
    private async Task SendInOrderAsync(object target, Func<Task<IReadOnlyList<object>>> send)
    {
        if (Generate)
        {
            await WriteCountedAsync(await send());
            return;
        }

        await StartAsync(target, send);
    }

    private async Task<IReadOnlyList<object>> SendAsync(
        Identity user, SecureString? given, Session session, CancellationToken cancellation)
    {
        var secret = given ?? RandomPassword.Create(Length);
        var text = SecretText.Reveal(secret);
        var api = GetClient(session);
        api.Call.Redactor.LearnSent(text);
        var action = Hash is null ? "set_password" : "set_password_hash";
        var body = new JsonObject { ["password"] = JsonWriting.Write(text, Hash is null ? nameof(Password) : nameof(Hash)) };
        await GetClient(session, Resources.User).Writer.PostAsync(user, action, body, cancellation);
        return Generate ? [new UserPassword(user.ToString(), AsPlainText ? text : secret)] : [];
    }

    private static VersionRange FindVersions(string operation) => ApiOperations.All.First(one => one.OperationId == operation).Versions;
}

/// <summary>A generated password.</summary>
/// <param name="Username">The user.</param>
/// <param name="Password">The password: a SecureString, or a string with -AsPlainText.</param>
public sealed record UserPassword(string Username, object Password)
{
    /// <inheritdoc/>
    public override string ToString() => Username;
}
