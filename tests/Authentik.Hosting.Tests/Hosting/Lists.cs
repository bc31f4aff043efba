namespace Authentik.Hosting.Tests;

/// <summary>Answers for <see cref="TestServer.Answer"/> that are lists.</summary>
internal static class Lists
{
    /// <summary>A list of one page.</summary>
    public static object Page(string path, params object[] results) =>
        new { path, status = 200, json = new { pagination = new { next = 0, count = results.Length }, results } };
}
