using System.Security;
using Authentik.Book;
using Authentik.Values;

namespace Authentik.Client.Tests;

public class ShortValueTests
{
    public static TheoryData<object?, string> Short => new()
    {
        { null, "Name null" },
        { string.Empty, "Name ''" },
        { "wiki", "Name 'wiki'" },
        { false, "Name false" },
        { 7L, "Name 7" },
        { new[] { "a", "b" }, "Name 'a' and 'b'" },
        { Array.Empty<string>(), "Name none" },
        { new[] { "a", "b", "c", "d" }, "Name (4)" },
        { new DateTimeOffset(2027, 1, 2, 3, 4, 5, TimeSpan.Zero), "Name 2027-01-02 03:04:05Z" },
    };

    [Theory]
    [MemberData(nameof(Short))]
    public void What_is_short_is_shown(object? value, string shown) => Assert.Equal(shown, ShortValue.Describe(Name, value));

    [Fact]
    public void Long_text_code_JSON_and_secrets_are_only_named()
    {
        using var secret = new SecureString();
        Assert.Equal("Name", ShortValue.Describe(Name, new string('x', 100)));
        Assert.Equal("Name", ShortValue.Describe(Name, "a\nb"));
        Assert.Equal("Name", ShortValue.Describe(Name, new Dictionary<string, object?> { ["a"] = 1 }));
        Assert.Equal("Name", ShortValue.Describe(Name, secret));
        var key = Resources.Book.Resources
            .SelectMany(resource => resource.Fields)
            .First(field => field is { IsSecret: true, Parameter: not null });
        Assert.Equal(key.Parameter, ShortValue.Describe(key, "hunter2"));
    }

    private static readonly Field Name = Resources.User.Fields.Single(field => field.Name == "name");
}
