using System.Globalization;
using Authentik.Benchmarks.Bare;
using Authentik.Benchmarks.Serving;

switch (args)
{
    case ["serve", var users, var latency, .. var others]:
        if (others is [var groups, ..])
        {
            Group.SetCount(ToNumber(groups));
        }

        var applications = others is [_, var count] ? ToNumber(count) : 0;
        await using (var stub = await StubServer.StartAsync(ToNumber(users), applications, TimeSpan.FromMilliseconds(ToNumber(latency))))
        {
            Console.WriteLine(stub.Uri);
            await Console.In.ReadToEndAsync();
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
            Authentik.Benchmarks list|get URI TIMES
                prints the milliseconds and the objects of each time
            """);
        return 2;
}

static int ToNumber(string text) => int.Parse(text, CultureInfo.InvariantCulture);
