using System.Text.RegularExpressions;
using Authentik.Book;

namespace Authentik.Sandboxing.Writes;

/// <summary>Texts that must have a certain form.</summary>
internal static partial class TextForms
{
    public static bool IsDuration(string text) => Duration().IsMatch(text);

    /// <exception cref="BadValueException">The text has not the form its field wants.</exception>
    public static void Check(Resource resource, Field field, string text, bool isDuration, World world)
    {
        var wrong = world.Facts.IsSlug(resource, field) && !Slug().IsMatch(text) ? NotASlug(world) : WhatIsWrong(field, text, isDuration);
        if (wrong is not null)
        {
            throw new BadValueException(wrong);
        }
    }

    private static string? WhatIsWrong(Field field, string text, bool isDuration) => field.Name switch
    {
        "email" when text.Length > 0 && !Email().IsMatch(text) => "Enter a valid email address.",
        "path" when text.StartsWith('/') || text.EndsWith('/') => "No leading or trailing slashes allowed.",
        _ when isDuration && !IsDuration(text) => $"{text} is not in the correct format of 'hours=3;minutes=1'.",
        _ => null,
    };

    // Newer servers set the word in typographic quotes.
    private static string NotASlug(World world) => world.IsFrom(2025, 12)
        ? "Enter a valid “slug” consisting of letters, numbers, underscores or hyphens."
        : "Enter a valid \"slug\" consisting of letters, numbers, underscores or hyphens.";

    [GeneratedRegex(@"^[-a-zA-Z0-9_]+$")]
    private static partial Regex Slug();

    [GeneratedRegex(@"^[^@\s]+@[^@\s]+\.[^@\s]+$")]
    private static partial Regex Email();

    [GeneratedRegex(@"^((weeks|days|hours|minutes|seconds|milliseconds|microseconds)=-?\d+(\.\d+)?;?)+$")]
    private static partial Regex Duration();
}
