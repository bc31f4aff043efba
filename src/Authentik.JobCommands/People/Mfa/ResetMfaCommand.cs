using System.Collections.Concurrent;
using System.Management.Automation;
using Authentik.Jobs;
using Authentik.Sessions;

namespace Authentik.Commands;

/// <summary>Removes the second factors of users.</summary>
[Cmdlet(VerbsCommon.Reset, "AuthentikMfa", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(ResetMfa))]
public sealed class ResetMfaCommand : JobCommand
{
    private readonly ConcurrentDictionary<Session, MfaReset> resets = [];

    /// <summary>Specifies the users. Use usernames, ids, objects, or the rows of Get-AuthentikMfaStatus.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [IdentityTransform("User"), ArgumentCompleter(typeof(NameCompleter))]
    public UserIdentity[] User { get; set; } = [];

    /// <summary>
    /// Specifies the kinds of devices. The default is all second factors and the recovery codes. Static are recovery codes, and
    /// AuthenticatorEndpoint is a laptop that Chrome verified.
    /// </summary>
    [Parameter(Position = 1)]
    [ValidateSet("Totp", "WebAuthn", "Duo", "Sms", "Email", "Static", "AuthenticatorEndpoint")]
    public string[]? Kind { get; set; }

    /// <summary>Indicates that the browser sessions of the users end too, which may be open on a lost device.</summary>
    [Parameter]
    public SwitchParameter EndSession { get; set; }

    /// <summary>Indicates that the command doesn't ask for confirmation, as -Confirm:$false does.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        HostQuestions.RequireUnlessForced(this, Force);
        base.BeginProcessing();
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        ObjectCount = User.Length;
        RunEach(User, async (user, token) =>
        {
            var session = FindSession(user);
            await RunJobAsync(
                session,
                () => new ResetMfa { Username = user.ToString() },
                () => GetReset(session).PlanAsync(user, Kind, EndSession, token),
                Force,
                token);
        });
    }

    private MfaReset GetReset(Session session) =>
        resets.GetOrAdd(session, one => new MfaReset(GetJobs(one)));
}
