namespace Authentik.Transport;

/// <summary>A response can't be written where it has to go.</summary>
internal sealed class SinkException(IOException failure) : Exception(failure.Message, failure);
