using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace Authentik.Benchmarks.Serving;

/// <summary>A user as authentik 2026.2 returns it, about 1.4 KB. Only the digits of its number are written anew for each user.</summary>
internal sealed class UserTemplate
{
    /// <summary>The number in the template. All numbers have as many digits.</summary>
    public const int SampleNumber = 1_000_000;

    private const string Avatar = """
        data:image/svg+xml;base64,PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHdpZHRoPSI2NHB4IiBoZWlnaHQ9IjY0cHgiIHZpZXdCb3g9IjAg
        MCA2NCA2NCIgdmVyc2lvbj0iMS4xIj48cmVjdCBmaWxsPSIjYWU5MTM3IiBjeD0iMzIiIGN5PSIzMiIgd2lkdGg9IjY0IiBoZWlnaHQ9IjY0IiByPSIzMiIvPjx0ZXh0IH
        g9IjUwJSIgeT0iNTAlIiBzdHlsZT0iY29sb3I6ICNmZmY7IGxpbmUtaGVpZ2h0OiAxOyBmb250LWZhbWlseTogJ1JlZEhhdFRleHQnLCdPdmVycGFzcycsb3ZlcnBhc3Ms
        aGVsdmV0aWNhLGFyaWFsLHNhbnMtc2VyaWY7ICIgZmlsbD0iI2ZmZiIgYWxpZ25tZW50LWJhc2VsaW5lPSJtaWRkbGUiIGRvbWluYW50LWJhc2VsaW5lPSJtaWRkbGUiIH
        RleHQtYW5jaG9yPSJtaWRkbGUiIGZvbnQtc2l6ZT0iMjgiIGZvbnQtd2VpZ2h0PSI0MDAiIGR5PSIuMWVtIj5SVTwvdGV4dD48L3N2Zz4=
        """;

    private static readonly byte[] Sample = "1000000"u8.ToArray();

    private readonly byte[] text;
    private readonly int[] slots;

    public UserTemplate(params Group[] groups)
    {
        text = Encoding.UTF8.GetBytes(CreateText(groups));
        slots = [.. Enumerable.Range(0, text.Length - Sample.Length).Where(index => text.AsSpan(index).StartsWith(Sample))];
    }

    public int Length => text.Length;

    public void Write(IBufferWriter<byte> writer, int number)
    {
        var row = writer.GetSpan(text.Length);
        text.CopyTo(row);
        foreach (var slot in slots)
        {
            Utf8Formatter.TryFormat(number, row[slot..], out _);
        }

        writer.Advance(text.Length);
    }

    private static string CreateText(Group[] groups) =>
        $$"""
        {"pk":1000000,"username":"user1000000","name":"Maria Rossi 1000000","is_active":true,"last_login":"2026-11-21T07:20:56.500197Z",
        "date_joined":"2026-03-02T09:19:53.731767Z","is_superuser":{{(groups.Any(group => group.IsSuperuser) ? "true" : "false")}},
        "groups":[{{Join(groups, group => $"\"{group.Pk}\"")}}],
        "groups_obj":[{{Join(groups, group => group.ToPartialJson())}}],"roles":[],"roles_obj":[],
        "email":"user1000000@example.com","avatar":"{{Avatar.ReplaceLineEndings(string.Empty)}}",
        "attributes":{"department":"Sales","employee":{"number":1000000,"manager":null},"locale":"it-IT"},
        "uid":"88b16e57762240894eb2e38a3a01812348a5f499f81bf808163637405a1000000","path":"users/sales","type":"internal",
        "uuid":"68e235e8-1e4b-45d2-8a21-00001000000f","password_change_date":"2026-11-21T07:20:57.650445Z",
        "last_updated":"2026-11-21T07:20:57.857528Z"}
        """.ReplaceLineEndings(string.Empty);

    private static string Join(Group[] groups, Func<Group, string> write) => string.Join(',', groups.Select(write));
}
