using System.Net;
using Authentik.Transport;

namespace Authentik.Client.Tests;

/// <summary>Files that are larger than an array can be, so that a copy in memory fails.</summary>
public class LargeFileTests
{
    private const long Large = 2_200_000_000;

    [Fact]
    public async Task An_upload_is_read_as_it_is_sent()
    {
        long sent = 0;
        using var handler = new Handler(async request =>
        {
            await using var counting = new Counting();
            await request.Content!.CopyToAsync(counting);
            sent = counting.Count;
            return new HttpResponseMessage(HttpStatusCode.OK) { Content = new ByteArrayContent([]) };
        });
        using var transport = new RestSharpTransport(new TransportOptions { Handler = handler });
        var form = new TransportBody.Upload("file", "large.bin", () => new Zeros(), []);
        await transport.SendAsync(
            new TransportRequest(HttpMethod.Post, new Uri("http://a.example/"), [], form), TestContext.Current.CancellationToken);
        Assert.True(sent > Large, $"only {sent} bytes were sent");
    }

    [Fact]
    public async Task A_download_is_written_as_it_arrives()
    {
        using var handler = new Handler(_ =>
            Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new StreamContent(new Zeros()) }));
        using var transport = new RestSharpTransport(new TransportOptions { Handler = handler });
        await using var sink = new Counting();
        var response = await transport.SendAsync(
            new TransportRequest(HttpMethod.Get, new Uri("http://a.example/"), []) { Sink = sink },
            TestContext.Current.CancellationToken);
        Assert.Equal((Large, 0), (sink.Count, response.Content.Length));
    }

    private sealed class Handler(Func<HttpRequestMessage, Task<HttpResponseMessage>> answer) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            answer(request);
    }

    private sealed class Zeros : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => true;

        public override bool CanWrite => false;

        public override long Length => Large;

        public override long Position { get; set; }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var read = (int)Math.Min(count, Large - Position);
            Position += read;
            return read;
        }

        public override long Seek(long offset, SeekOrigin origin) => Position = offset;

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override void Flush()
        {
        }
    }

    private sealed class Counting : Stream
    {
        public long Count { get; private set; }

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => Count;

        public override long Position { get => Count; set => throw new NotSupportedException(); }

        public override void Write(byte[] buffer, int offset, int count) => Count += count;

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Flush()
        {
        }
    }
}
