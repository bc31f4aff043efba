using Authentik.Tests.Support;

namespace Authentik.Jobs.Tests.Support;

/// <summary>A sandbox of a version for a job.</summary>
internal sealed class JobServer : SandboxServer
{
    public JobServer(string version = "2026.2.2")
        : base(version) => Jobs = new JobClient(Api);

    public JobClient Jobs { get; }
}
