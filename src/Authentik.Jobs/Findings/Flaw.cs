namespace Authentik.Jobs.Findings;

/// <summary>An object that breaks a rule.</summary>
/// <param name="Subject">The object; null for the server itself.</param>
/// <param name="Why">What was found, and why it matters: one or two sentences.</param>
/// <param name="WhatToDo">A command that fixes it.</param>
internal sealed record Flaw(AuthentikObject? Subject, string Why, string WhatToDo)
{
    /// <summary>What the object is called, if it has no name of its own.</summary>
    public string? Name { get; init; }
}
