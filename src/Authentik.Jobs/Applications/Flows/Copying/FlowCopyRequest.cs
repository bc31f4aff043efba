namespace Authentik.Jobs;

/// <summary>What is different in the copy of a flow.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Slug">Its slug.</param>
/// <param name="Title">Its title; null for that of the source.</param>
/// <param name="CopiesStages">True if it gets stages of its own.</param>
/// <param name="CopiesPolicies">True if it gets policies of its own.</param>
internal sealed record FlowCopyRequest(string Name, string Slug, string? Title, bool CopiesStages, bool CopiesPolicies);
