namespace Authentik;

/// <summary>
/// The secrets whose values are known: those of the session while they are used, and the last ones that were sent.
/// </summary>
internal sealed class KnownSecrets
{
    // A shorter secret would be found in many ordinary words.
    private const int Shortest = 4;

    // More than can be sent at the same time. Older requests have received their responses.
    private const int MostSent = 128;

    // Each character is kept in a dozen forms.
    private const int MostCharacters = 1024 * 1024;

    private readonly object gate = new();
    private readonly Dictionary<string, SecretForm[]> own = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SecretForm[]> sent = new(StringComparer.Ordinal);
    private readonly Queue<string> order = new();
    private long characters;

    // The longest form comes first, because one can be a part of another.
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
                own.Add(secret, SecretForms.CreateAll(secret));
                Sort();
            }
        }
    }

    /// <summary>Remembers a secret until a number of later ones were sent.</summary>
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

            while (order.Count == MostSent || (order.Count > 0 && characters + secret.Length > MostCharacters))
            {
                var oldest = order.Dequeue();
                characters -= oldest.Length;
                sent.Remove(oldest);
            }

            sent.Add(secret, SecretForms.CreateAll(secret));
            order.Enqueue(secret);
            characters += secret.Length;
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

    /// <summary>Replaces all known secrets in a string.</summary>
    public string Redact(string text)
    {
        foreach (var form in Volatile.Read(ref forms))
        {
            text = form.Redact(text);
        }

        return text;
    }

    private void Sort()
    {
        var all = own.Values.Concat(sent.Values).SelectMany(form => form).Distinct();
        Volatile.Write(ref forms, [.. all.OrderByDescending(form => form.Text.Length)]);
    }
}
