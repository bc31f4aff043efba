using Authentik.Transport;

namespace Authentik.Sessions;

/// <summary>What a session works with; it disposes of all of it.</summary>
internal sealed record SessionParts(SessionAddress Address, ITransport Transport, Redactor Redactor, TraceFile? Trace, TimeProvider Clock);
