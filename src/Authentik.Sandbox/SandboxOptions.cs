using Authentik.Book;

namespace Authentik.Sandboxing;

/// <summary>What kind of server a <see cref="Sandbox"/> plays.</summary>
public sealed record SandboxOptions
{
    /// <summary>The version it plays; decides fields, texts and page sizes.</summary>
    public ServerVersion Version { get; init; } = new(2026, 2, 2);

    /// <summary>The token of its administrator, <c>akadmin</c>.</summary>
    public string Token { get; init; } = "sandbox-token";

    /// <summary>The path below which the server stands, such as <c>/auth</c>; <c>/</c> for none.</summary>
    public string BasePath { get; init; } = "/";

    /// <summary>The clock by which tokens expire and objects are dated.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>How long a device waits before it asks again whether it may sign in; real servers say five seconds.</summary>
    public TimeSpan DeviceInterval { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a device may wait for somebody; null for as long as its provider's <c>access_code_validity</c> says, mostly a minute.</summary>
    public TimeSpan? DeviceCodeLife { get; init; }

    /// <summary>The resources it keeps.</summary>
    public BookIndex Book { get; init; } = Resources.Book;
}
