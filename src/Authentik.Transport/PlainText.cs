namespace Authentik.Transport;

/// <summary>Text that others wrote and that is shown: what moves a terminal's cursor is left out.</summary>
internal static class PlainText
{
    public static string Of(string text) => string.Concat(text.Where(c => !char.IsControl(c)));
}
