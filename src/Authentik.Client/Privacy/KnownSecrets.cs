namespace Authentik;

/// <summary>
/// The secrets whose values are known: those of the session for as long as they are of use, and the last ones that were sent.
/// </summary>
internal sealed class KnownSecrets
{
    // What is shorter would be found in every second word.
    private const int Shortest = 4;

    // More than can be on their way at once; the ones before have their responses.
    private const int MostSent = 128;

    private readonly object gate = new();
    private readonly Dictionary<string, SecretForm[]> own = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SecretForm[]> sent = new(StringComparer.Ordinal);
    private readonly Queue<string> order = new();

    // All forms of all secrets, the longest first, because one may be a part of another.
    private SecretForm[] forms = [];

    /// <summary>Remembers a secret until it is forgotten.</summary>
    public void Add(string secret)
    {
        if (secret.Length < Shortest)
        {
            return;
        }

        lock (gate)
        {
            if (!own.ContainsKey(secret))
            {
                own.Add(secret, SecretForms.Of(secret));
                Sort();
            }
        }
    }

    /// <summary>Remembers a secret for a while.</summary>
    public void AddSent(string secret)
    {
        if (secret.Length < Shortest)
        {
            return;
        }

        lock (gate)
        {
            if (sent.ContainsKey(secret))
            {
                return;
            }

            if (order.Count == MostSent)
            {
                sent.Remove(order.Dequeue());
            }

            sent.Add(secret, SecretForms.Of(secret));
            order.Enqueue(secret);
            Sort();
        }
    }

    /// <summary>Forgets a secret.</summary>
    public void Remove(string secret)
    {
        lock (gate)
        {
            if (own.Remove(secret))
            {
                Sort();
            }
        }
    }

    /// <summary>The text without them.</summary>
    public string TakeOut(string text)
    {
        foreach (var form in Volatile.Read(ref forms))
        {
            text = form.TakeOut(text);
        }

        return text;
    }

    private void Sort()
    {
        var all = own.Values.Concat(sent.Values).SelectMany(form => form).Distinct();
        Volatile.Write(ref forms, [.. all.OrderByDescending(form => form.Text.Length)]);
    }
}
