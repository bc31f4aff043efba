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

    /// <summary>True for other requests that are refused because of their token.</summary>
    public Func<WireRequest, bool> Refuses { get; set; } = _ => false;

    /// <summary>True if the last request was for the second page of a list.</summary>
    public bool IsSecondPage { get; private set; }

    public void Count(WireRequest request)
    {
        IsSecondPage = request.Query.Contains("page=2", StringComparison.Ordinal);
        Interlocked.Increment(ref requests);
    }
}
