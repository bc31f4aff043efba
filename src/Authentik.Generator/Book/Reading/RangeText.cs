using Authentik.Book;

namespace Authentik.Generator.Book.Reading;

/// <summary>Reads ranges of versions, with a refusal instead of an exception.</summary>
internal static class RangeText
{
    /// <summary>The range; every version, with a refusal, if it isn't valid.</summary>
    public static VersionRange Read(string text, Place place, Refusals refusals)
    {
        try
        {
            return VersionRange.Parse(text);
        }
        catch (FormatException wrong)
        {
            refusals.Add(RefusalCode.BadRange, place, wrong.Message);
            return VersionRange.All;
        }
    }
}
