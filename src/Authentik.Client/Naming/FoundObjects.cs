using System.Collections.Concurrent;

namespace Authentik.Naming;

/// <summary>The objects that were looked up by what was specified for them, so that what refers to them can show their names.</summary>
internal sealed class FoundObjects
{
    private readonly ConcurrentDictionary<(string Kinds, string Name), AuthentikObject> found = new();

    /// <summary>Keeps an object that was found by a name or an id.</summary>
    public void Add(string kinds, string name, AuthentikObject one) => found[(kinds, name)] = one;

    /// <summary>The object that an <see cref="Identity"/> or <see cref="AnyIdentity"/> names; null if it wasn't read.</summary>
    public AuthentikObject? Find(object? identity, IReadOnlyList<string> kinds) => identity switch
    {
        Identity one => one.Object ?? found.GetValueOrDefault((one.Resource.Noun, one.ToString())),
        AnyIdentity any => any.Object ?? found.GetValueOrDefault((JoinKinds(kinds), any.Name)),
        _ => null,
    };

    /// <summary>Several kinds as one string.</summary>
    public static string JoinKinds(IReadOnlyList<string> kinds) => string.Join(' ', kinds);
}
