using System.Runtime.CompilerServices;
using System.Text.Json;
using Authentik.Http;

namespace Authentik.Lists;

/// <summary>Reads a page of a list out of a response, in one pass over its bytes.</summary>
/// <param name="response">The response.</param>
/// <param name="rows">Reads the rows.</param>
/// <param name="number">The number of the page, from 1 on.</param>
internal sealed class PageReader<T>(ApiResponse response, RowReader<T> rows, int number)
{
    private readonly List<T> read = new(ListRequest.LargestPage);
    private readonly List<RowKey> keys = new(ListRequest.LargestPage);
    private PageEnvelope? envelope;
    private bool isList;

    /// <summary>Reads it.</summary>
    /// <exception cref="InputException">The response is one object, and any JSON was asked for.</exception>
    /// <exception cref="ApiException">It can't be the page of a list.</exception>
    public ListPage<T> Read()
    {
        response.Read(ReadBody);
        return isList
            ? new ListPage<T>(read, keys, envelope ?? new PageEnvelope(0, 0, null)) { Refuse = response.RefuseList }
            : throw RefuseObject();
    }

    private bool ReadBody(ref Utf8JsonReader json)
    {
        // Some endpoints return an array without paging.
        if (json.TokenType == JsonTokenType.StartArray)
        {
            ReadRows(ref json);
            envelope = new PageEnvelope(0, 0, read.Count);
            return true;
        }

        response.RequireObject(ref json);
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            ReadMember(ref json);
        }

        return true;
    }

    private void ReadMember(ref Utf8JsonReader json)
    {
        if (json.ValueTextEquals("pagination"u8))
        {
            json.Read();
            envelope = PageEnvelope.Read(JsonElement.ParseValue(ref json), response, number);
        }
        else if (json.ValueTextEquals("results"u8))
        {
            json.Read();
            response.RequireList(ref json);
            ReadRows(ref json);
        }
        else
        {
            json.Read();
            json.Skip();
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void ReadRows(ref Utf8JsonReader json)
    {
        isList = true;
        read.Clear();
        keys.Clear();
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            if (!rows.TakesAny)
            {
                response.RequireObject(ref json);
            }

            var start = json.TokenStartIndex;
            var row = rows.Read(ref json);
            read.Add(row);
            keys.Add(rows.FindKey(row, response.Text.Span[(int)start..(int)json.BytesConsumed]));
        }
    }

    private Exception RefuseObject() => rows.TakesAny
        ? new InputException(
            InputProblem.InvalidValue,
            "The response is one object, not a list, so there are no pages to follow. Omit -Paginate.")
        : response.Refuse("It has no list of results.");
}
