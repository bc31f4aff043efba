namespace Authentik.Jobs;

/// <summary>Receives what the report finds.</summary>
internal interface IStaleAccessOutput
{
    /// <summary>Writes findings, and ends when they were taken.</summary>
    Task WriteAsync(IReadOnlyList<StaleAccess> found);

    /// <summary>Tells that a list can't be read, so that kinds of findings are missing.</summary>
    Task TellAsync(IReadOnlyCollection<StaleAccessKind> missing, Exception failure);

    /// <summary>Counts objects that were read.</summary>
    void Count(int objects);
}
