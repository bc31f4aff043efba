using Authentik.Sessions;

namespace Authentik.Tests.Support;

/// <summary>Keeps what was logged, from several threads.</summary>
internal sealed class CallNotes : ICallLog
{
    private readonly Lock adding = new();

    public List<string> Lines { get; } = [];

    public List<string> Warnings { get; } = [];

    public bool WantsLines => true;

    public bool WantsDetails => true;

    public void Verbose(string text) => Add(Lines, text);

    public void Debug(string text) => Add(Lines, text);

    public void Warning(string text) => Add(Warnings, text);

    private void Add(List<string> lines, string text)
    {
        lock (adding)
        {
            lines.Add(text);
        }
    }
}
