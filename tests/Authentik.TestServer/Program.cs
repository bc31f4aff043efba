using Authentik.TestServer;

if (!ServerOptions.TryParse(args, out var options, out var problem))
{
    Console.Error.WriteLine(problem);
    Console.Error.WriteLine(ServerOptions.Usage);
    return 2;
}

await using var host = new Host(options);
await host.StartAsync();
Console.WriteLine($"listening on {host.Uri}");
await Task.WhenAny(host.Stopped, StandardInput.ClosedAsync());
return 0;
