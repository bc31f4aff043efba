using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Authentik.Benchmarks.Serving;

/// <summary>The users. What is created or changed is returned, but not kept.</summary>
internal sealed class UserList(int count)
{
    private const int LargestPage = 100;

    private readonly UserTemplate[] templates =
        [.. Enumerable.Range(0, Group.All.Count).Select(user => new UserTemplate([.. Group.ListOf(user)]))];

    private int created;

    /// <summary>A page of users, or the user with the requested name. Other filters are ignored.</summary>
    public Reply List(IQueryCollection query)
    {
        if (query.TryGetValue("username", out var name))
        {
            int[] found = FindNumber(name.ToString().Replace("user", string.Empty, StringComparison.Ordinal)) is { } one ? [one] : [];
            return CreatePage(Pagination.Write(1, 1, found.Length), found);
        }

        var size = Math.Min(ReadNumber(query, "page_size"), LargestPage);
        var page = ReadNumber(query, "page");
        var start = (page - 1) * size;
        if (start >= count)
        {
            return Reply.NotFound("Invalid page.");
        }

        var numbers = Enumerable.Range(start, Math.Min(size, count - start)).Select(ToNumber);
        return CreatePage(Pagination.Write(page, size, count), [.. numbers]);
    }

    public Reply Get(string id) => FindNumber(id) is { } number
        ? Reply.Json(StatusCodes.Status200OK, Write(number))
        : Reply.NotFound("Not found.");

    public Reply GetCaller()
    {
        var user = JsonNode.Parse(Write(ToNumber(0)))!;
        user["is_superuser"] = true;
        return Reply.Json(StatusCodes.Status200OK, new JsonObject { ["user"] = user }.ToJsonString());
    }

    public async Task<Reply> CreateAsync(Stream body)
    {
        var number = ToNumber(count + Interlocked.Increment(ref created));
        return Reply.Json(StatusCodes.Status201Created, await MergeAsync(number, body));
    }

    public async Task<Reply> ChangeAsync(string id, Stream body) => FindNumber(id) is { } number
        ? Reply.Json(StatusCodes.Status200OK, await MergeAsync(number, body))
        : Reply.NotFound("Not found.");

    private Reply CreatePage(string start, int[] numbers)
    {
        var commas = Math.Max(0, numbers.Length - 1);
        var length = start.Length + numbers.Sum(number => Find(number).Length) + commas + Pagination.End.Length;
        return new Reply(StatusCodes.Status200OK, length, writer =>
        {
            Encoding.UTF8.GetBytes(start, writer);
            foreach (var (index, number) in numbers.Index())
            {
                writer.Write(index > 0 ? ","u8 : []);
                Find(number).Write(writer, number);
            }

            Encoding.UTF8.GetBytes(Pagination.End, writer);
        });
    }

    private async Task<string> MergeAsync(int number, Stream body)
    {
        var user = JsonNode.Parse(Write(number))!;
        foreach (var (field, value) in (await JsonNode.ParseAsync(body))!.AsObject())
        {
            user[field] = value?.DeepClone();
        }

        return user.ToJsonString();
    }

    private byte[] Write(int number)
    {
        var writer = new ArrayBufferWriter<byte>();
        Find(number).Write(writer, number);
        return writer.WrittenSpan.ToArray();
    }

    private UserTemplate Find(int number) => templates[(number - ToNumber(0)) % templates.Length];

    private int? FindNumber(string text) =>
        int.TryParse(text, CultureInfo.InvariantCulture, out var number) && number >= ToNumber(0) && number < ToNumber(count)
            ? number
            : null;

    private static int ToNumber(int index) => UserTemplate.SampleNumber + 1 + index;

    private static int ReadNumber(IQueryCollection query, string name) =>
        int.TryParse(query[name], CultureInfo.InvariantCulture, out var number) && number > 0 ? number : name == "page" ? 1 : LargestPage;
}
