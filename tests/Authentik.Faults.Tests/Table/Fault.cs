using Authentik.Faults.Tests.Serving;

namespace Authentik.Faults.Tests.Table;

/// <summary>Responds to the request that goes wrong.</summary>
public delegate Task Responder(Wire wire, Operation operation);

/// <summary>One row of the table: a fault, and how each command ends.</summary>
/// <param name="Name">What goes wrong.</param>
/// <param name="RespondAsync">Makes it go wrong.</param>
/// <param name="Ends">
/// How the commands end: the id of the error, or <c>ok</c> for none; then, separated by semicolons, other ends of single commands, as in
/// <c>UnexpectedAnswer; remove, download = ok</c>.
/// </param>
public sealed record Fault(string Name, Responder RespondAsync, string Ends)
{
    /// <summary>The most requests of a command that reads or can be repeated.</summary>
    public int Requests { get; init; } = 1;

    /// <summary>The most requests of New, Set and the action.</summary>
    public int Writes { get; init; } = 1;

    /// <summary>The most memory that a command may take, in megabytes.</summary>
    public int Megabytes { get; init; } = 20;

    /// <summary>The commands that the fault is tried with.</summary>
    public IReadOnlyList<Operation> Operations { get; init; } = Operation.All;

    /// <summary>How a command ends.</summary>
    public string EndOf(Operation operation)
    {
        var parts = Ends.Split(';', StringSplitOptions.TrimEntries);
        return parts.Skip(1)
            .Select(part => part.Split('=', StringSplitOptions.TrimEntries))
            .Where(part => part[0].Split(',', StringSplitOptions.TrimEntries).Contains(operation.Name))
            .Select(part => part[1])
            .FirstOrDefault(parts[0]);
    }

    /// <summary>How often a command may send its request.</summary>
    public int MostRequests(Operation operation) =>
        operation.IsWrite && operation != Operation.Remove ? Writes : Requests;

    public override string ToString() => Name;
}
