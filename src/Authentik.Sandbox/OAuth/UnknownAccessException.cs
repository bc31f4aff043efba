namespace Authentik.Sandboxing.OAuth;

/// <summary>Whether somebody may use an application is for a policy to say, and the sandbox runs none.</summary>
internal sealed class UnknownAccessException : Exception;
