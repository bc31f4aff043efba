namespace Authentik.PowerShell.Tests.Language;

/// <summary>The line of each position of a text.</summary>
internal sealed class LineNumbers(string text)
{
    private readonly int[] starts = [0, .. text.Index().Where(one => one.Item == '\n').Select(one => one.Index + 1)];

    /// <summary>The number of the line, from 1.</summary>
    public int At(int position)
    {
        var found = Array.BinarySearch(starts, position);
        return found < 0 ? ~found : found + 1;
    }
}
