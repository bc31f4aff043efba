namespace Authentik.Jobs;

/// <summary>One change that a job makes.</summary>
/// <param name="Description">
/// What it does, as -WhatIf and the result say it: a verb and its object, such as <c>Remove the token 'deploy'</c>.
/// </param>
/// <param name="RunAsync">Sends it.</param>
internal sealed record JobStep(string Description, Func<CancellationToken, Task> RunAsync)
{
    /// <summary>True if it follows the one before even if the pipeline is stopped, because a second run wouldn't do it.</summary>
    public bool FollowsAlways { get; init; }

    /// <summary>True if the steps after it make no sense without it, such as the creation of what they change.</summary>
    public bool IsNeeded { get; init; }

    /// <summary>
    /// Takes it back; null if that can't be done. It's also called if the server may have done it although no response arrived, so it looks
    /// whether there is anything to take back.
    /// </summary>
    public Func<CancellationToken, Task>? UndoAsync { get; init; }
}
