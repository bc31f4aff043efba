using Authentik.Book;

namespace Authentik.Commands;

/// <summary>Reads an object of which there is one, such as the settings.</summary>
public abstract class GetSingleCommand : SessionCommand
{
    /// <summary>The resource it reads.</summary>
    protected abstract Resource Resource { get; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => Run(token => AttemptAsync(Resource.Title, async () =>
    {
        var found = await ResourceFor(SessionFor(origin: null), Resource).Reader.GetSingleAsync(token);
        await WriteAsync([OutputWriter.Prepare(found, Resource)]);
    }));
}
