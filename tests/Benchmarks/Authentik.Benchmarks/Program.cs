using System.Globalization;
using Authentik.Benchmarks.Bare;
using Authentik.Benchmarks.Serving;
using Authentik.Benchmarks.Serving.Configured;
using Microsoft.AspNetCore.Http;

switch (args)
{
    case ["serve", var users, var latency, .. var others]:
        if (others is [var groups, ..])
        {
            Group.SetCount(ToNumber(groups));
        }

        var applications = others is [_, var count] ? ToNumber(count) : 0;
        await ServeAsync(new StubApi(ToNumber(users), applications).RespondAsync, latency);
        return 0;
    case ["configuration", var objects, var latency]:
        using (var api = new SandboxApi())
        {
            await new LargeConfiguration(api).CreateAsync(ToNumber(objects));
            await ServeAsync(api.RespondAsync, latency);
        }

        return 0;
    case [("list" or "get") and var work, var uri, var times]:
        using (var client = new BareClient(uri))
        {
            await client.MeasureAsync(work, ToNumber(times));
        }

        return 0;
    default:
        Console.Error.WriteLine(
            """
            Authentik.Benchmarks serve USERS LATENCY [GROUPS APPLICATIONS]
                serves so much until its input ends; the latency is in milliseconds
            Authentik.Benchmarks configuration OBJECTS LATENCY
                serves the sandbox with so many objects of a configuration until its input ends
            Authentik.Benchmarks list|get URI TIMES
                prints the milliseconds and the objects of each time
            """);
        return 2;
}

static async Task ServeAsync(Func<HttpRequest, Task<Reply>> respond, string latency)
{
    await using var stub = await StubServer.StartAsync(respond, TimeSpan.FromMilliseconds(ToNumber(latency)));
    Console.WriteLine(stub.Uri);
    await Console.In.ReadToEndAsync();
}

static int ToNumber(string text) => int.Parse(text, CultureInfo.InvariantCulture);
