namespace Authentik.Jobs;

/// <summary>What is there of an application while it's set up: what was read, and then what was created.</summary>
internal sealed class SetupState
{
    /// <summary>The application.</summary>
    public Application? Application { get; set; }

    /// <summary>The provider, with all that its kind has.</summary>
    public Provider? Provider { get; set; }

    /// <summary>True if the steps create the application.</summary>
    public bool IsApplicationNew { get; set; }

    /// <summary>True if the steps create the provider.</summary>
    public bool IsProviderNew { get; set; }

    /// <summary>What is bound to the application.</summary>
    public IReadOnlyList<PolicyBinding> Bindings { get; set; } = [];

    /// <summary>The outpost that is to serve the provider; null if none is.</summary>
    public Outpost? Outpost { get; set; }

    /// <summary>The outposts that serve it.</summary>
    public IReadOnlyList<Outpost> Serving { get; set; } = [];

    /// <summary>What differs from what was specified, and isn't changed.</summary>
    public List<string> Differences { get; } = [];

    /// <summary>Takes the application or the provider as it is after a change.</summary>
    public void Take(AuthentikObject changed)
    {
        Application = changed as Application ?? Application;
        Provider = changed as Provider ?? Provider;
    }
}
