namespace Authentik.Sandboxing;

/// <summary>Options of a <see cref="Sandbox"/>.</summary>
public sealed record SandboxOptions
{
    /// <summary>The version that it plays; decides fields, messages and page sizes.</summary>
    public ServerVersion Version { get; init; } = new(2026, 2, 2);

    /// <summary>The token of its administrator, <c>akadmin</c>.</summary>
    public string Token { get; init; } = "sandbox-token";

    /// <summary>The path of the server, such as <c>/auth</c>; <c>/</c> for none.</summary>
    public string BasePath { get; init; } = "/";

    /// <summary>The clock by which tokens expire and objects get their timestamps.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>How long a device waits before it polls again; five seconds on real servers.</summary>
    public TimeSpan DeviceInterval { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a device can wait; null for the <c>access_code_validity</c> of its provider, usually a minute.</summary>
    public TimeSpan? DeviceCodeLife { get; init; }

    /// <summary>The resources that it stores.</summary>
    public BookIndex Book { get; init; } = Resources.Book;

    /// <summary>The operations of the API, which decide what is an unknown URL or a wrong method.</summary>
    public IReadOnlyList<ApiOperation> Operations { get; init; } = ApiOperations.All;
}
