using System.Globalization;
using Authentik.Benchmarks.Serving.Installation;

namespace Authentik.Benchmarks.Serving;

/// <summary>One of the groups that users are in.</summary>
/// <param name="Number">Its number, from 1.</param>
internal sealed record Group(int Number)
{
    private const int Usual = 20;

    // Of the places of two groups in a user's list.
    private const int Step = 7;

    // A tree of three levels: ten at the top, a hundred below.
    private const int Branches = 10;

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Group> All { get; private set; } = Create(Usual);

    public string Pk => Ids.Write(Ids.Group, Number);

    public string Name => $"Group {Number:D2}";

    /// <summary>True for the administrators. Of few groups, none is.</summary>
    public bool IsSuperuser => All.Count > Usual && Number == 1;

    /// <summary>Has so many groups instead of the usual twenty.</summary>
    public static void SetCount(int count) => All = Create(count);

    /// <summary>The groups of the user with a number from 0: every second user is in two.</summary>
    public static IEnumerable<Group> ListOf(int user)
    {
        var index = user % All.Count;
        yield return All[index];
        if (index % 2 == 1)
        {
            yield return All[(index + Step) % All.Count];
        }
    }

    /// <summary>The group as a user's response contains it.</summary>
    public string ToPartialJson() => $"{{{Start},\"attributes\":{{}}}}";

    /// <summary>The group as its own list contains it.</summary>
    /// <param name="users">How many users the server has.</param>
    public string ToJson(int users) =>
        $$"""
        {{{Start}},"parents":[{{(FindParent() is { } parent ? $"\"{parent.Pk}\"" : null)}}],"parents_obj":[],
        "users":[{{string.Join(',', ListUsers(users))}}],"users_obj":[],"attributes":{},"roles":[],"roles_obj":[],
        "inherited_roles_obj":[],"children":[],"children_obj":[]}
        """;

    // The usual groups have no parents.
    private Group? FindParent() => All.Count == Usual || Number <= Branches ? null : All[(Number - 1) / Branches];

    private IEnumerable<string> ListUsers(int users)
    {
        var second = (Number - 1 - Step + All.Count) % All.Count;
        var starts = second % 2 == 1 ? new[] { Number - 1, second } : [Number - 1];
        return starts.SelectMany(start => Numbers(start, users)).Select(number => number.ToString(CultureInfo.InvariantCulture));

        static IEnumerable<int> Numbers(int start, int users)
        {
            for (var user = start; user < users; user += All.Count)
            {
                yield return UserTemplate.SampleNumber + 1 + user;
            }
        }
    }

    private static Group[] Create(int count) => [.. Enumerable.Range(1, count).Select(number => new Group(number))];

    private string Start =>
        $"\"pk\":\"{Pk}\",\"num_pk\":{12000 + Number},\"name\":\"{Name}\",\"is_superuser\":{(IsSuperuser ? "true" : "false")}";
}
