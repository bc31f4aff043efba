using Authentik.Faults.Tests.Table;

namespace Authentik.Faults.Tests.Serving;

/// <summary>One command with one fault.</summary>
public sealed class Trial(Fault fault, Operation operation)
{
    private static int last;
    private int requests;

    /// <summary>The first part of the address.</summary>
    public string Id { get; } = $"trial{Interlocked.Increment(ref last)}";

    public Fault Fault { get; } = fault;

    public Operation Operation { get; } = operation;

    /// <summary>How often the request that goes wrong has been sent.</summary>
    public int Requests => Volatile.Read(ref requests);

    public void Count(WireRequest request) => Interlocked.Increment(ref requests);
}
