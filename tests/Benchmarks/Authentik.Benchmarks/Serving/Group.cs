namespace Authentik.Benchmarks.Serving;

/// <summary>One of the groups that users are in.</summary>
/// <param name="Number">Its number, from 1 to 20.</param>
internal sealed record Group(int Number)
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<Group> All { get; } = [.. Enumerable.Range(1, 20).Select(number => new Group(number))];

    public string Pk => $"60a554bc-ed7f-4cd1-893f-{Number:D12}";

    public string Name => $"Group {Number:D2}";

    /// <summary>The group as a user's response contains it.</summary>
    public string ToPartialJson() => $"{{{Start},\"attributes\":{{}}}}";

    /// <summary>The group as its own list contains it.</summary>
    public string ToJson() =>
        $$"""
        {{{Start}},"parents":[],"parents_obj":[],"users":[],"users_obj":[],"attributes":{},"roles":[],"roles_obj":[],
        "inherited_roles_obj":[],"children":[],"children_obj":[]}
        """;

    private string Start => $"\"pk\":\"{Pk}\",\"num_pk\":{12000 + Number},\"name\":\"{Name}\",\"is_superuser\":false";
}
