using System.Runtime.CompilerServices;
using System.Text.Json;
using Authentik.Book;

namespace Authentik.Lists;

/// <summary>Reads the rows of a list as objects of a resource.</summary>
internal sealed class ObjectRows(Resource resource, Session session) : RowReader<AuthentikObject>
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override AuthentikObject Read(ref Utf8JsonReader json) => ObjectReader.ReadNext(resource, ref json, session);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override RowKey FindKey(AuthentikObject row, ReadOnlySpan<byte> json) =>
        (row.ValueOf(resource.Id) ?? row.ValueOf(resource.Key)) switch
        {
            int number => RowKey.Of(number),
            Guid uuid => RowKey.Of(uuid),
            string { Length: > 0 } text => RowKey.Of(text),
            _ => RowKey.Of(json),
        };
}
