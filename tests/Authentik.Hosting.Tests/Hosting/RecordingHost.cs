using System.Collections.ObjectModel;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;
using System.Text;

namespace Authentik.Hosting.Tests;

/// <summary>A host that cannot ask, as every program that runs PowerShell inside of itself, and keeps what it was told.</summary>
internal sealed class RecordingHost : PSHost
{
    private readonly RecordingInterface texts = new();

    public string Text => texts.Text;

    // What PowerShell calls the host of a program that brings none.
    public override string Name => "Default Host";

    public override Version Version { get; } = new(1, 0);

    public override Guid InstanceId { get; } = Guid.NewGuid();

    // The same on every machine.
    public override CultureInfo CurrentCulture { get; } = CultureInfo.GetCultureInfo("en-US");

    public override CultureInfo CurrentUICulture => CurrentCulture;

    public override PSHostUserInterface UI => texts;

    public override void SetShouldExit(int exitCode)
    {
    }

    public override void EnterNestedPrompt() => throw new NotSupportedException();

    public override void ExitNestedPrompt() => throw new NotSupportedException();

    public override void NotifyBeginApplication()
    {
    }

    public override void NotifyEndApplication()
    {
    }

    private sealed class RecordingInterface : PSHostUserInterface
    {
        private readonly StringBuilder text = new();

        public string Text
        {
            get
            {
                lock (text)
                {
                    return text.ToString();
                }
            }
        }

        public override PSHostRawUserInterface? RawUI => null;

        public override void Write(string value) => Keep(value);

        public override void Write(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value) => Keep(value);

        public override void WriteLine(string value) => Keep(value + '\n');

        public override void WriteErrorLine(string value) => WriteLine(value);

        public override void WriteWarningLine(string message) => WriteLine(message);

        public override void WriteVerboseLine(string message) => WriteLine(message);

        public override void WriteDebugLine(string message) => WriteLine(message);

        public override void WriteProgress(long sourceId, ProgressRecord record)
        {
        }

        public override string ReadLine() => throw Unanswered();

        public override SecureString ReadLineAsSecureString() => throw Unanswered();

        public override Dictionary<string, PSObject> Prompt(string caption, string message, Collection<FieldDescription> descriptions) =>
            throw Unanswered();

        public override int PromptForChoice(string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice) =>
            throw Unanswered();

        public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName) =>
            throw Unanswered();

        public override PSCredential PromptForCredential(
            string caption, string message, string userName, string targetName,
            PSCredentialTypes allowedCredentialTypes, PSCredentialUIOptions options) => throw Unanswered();

        private static NotSupportedException Unanswered() => new("Nobody can answer in a test.");

        private void Keep(string value)
        {
            lock (text)
            {
                text.Append(value);
            }
        }
    }
}
