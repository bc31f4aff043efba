using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;

namespace Authentik.Benchmarks.Bare;

/// <summary>The least that a program can do: one request after another, read into classes with the same fields.</summary>
internal sealed class BareClient : IDisposable
{
    private readonly HttpClient http;

    public BareClient(string uri)
    {
        http = new HttpClient { BaseAddress = new Uri($"{uri}/api/v3/") };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "bench-token");
    }

    /// <summary>Prints the milliseconds and the objects of each time.</summary>
    public async Task MeasureAsync(string work, int times)
    {
        for (var i = 0; i < times; i++)
        {
            var watch = Stopwatch.StartNew();
            var count = work == "list" ? await ListAsync() : await GetAsync();
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{watch.Elapsed.TotalMilliseconds} {count}"));
        }
    }

    public void Dispose() => http.Dispose();

    private async Task<int> ListAsync()
    {
        var count = 0;
        for (var number = 1; number != 0;)
        {
            var page = await http.GetFromJsonAsync($"core/users/?page={number}&page_size=100", BareContext.Default.UserPage);
            count += page!.Results.Length;
            number = page.Pagination.Next;
        }

        return count;
    }

    private async Task<int> GetAsync() =>
        await http.GetFromJsonAsync("core/users/1000001/", BareContext.Default.User) is { Pk: 1000001 } ? 1 : 0;
}
