namespace Authentik.TestServer;

/// <summary>Whoever started the server holds its standard input open; when they are gone, it is closed.</summary>
internal static class StandardInput
{
    public static Task ClosedAsync() => Task.Run(async () =>
    {
        var buffer = new byte[256];
        await using var input = Console.OpenStandardInput();
        while (await input.ReadAsync(buffer) > 0)
        {
        }
    });
}
