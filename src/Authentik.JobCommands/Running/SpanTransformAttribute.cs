namespace Authentik.Commands;

/// <summary>Converts a length of time, as fields of the API that are durations take it: 90d, '2 weeks', 'days=90', a TimeSpan.</summary>
public sealed class SpanTransformAttribute : TransformAttribute
{
    private protected override object? Convert(object? input) => Unwrap.Base(input) is null ? null : Unwrap.AsTyped(input!) switch
    {
        Duration duration => duration,
        TimeSpan span when span >= TimeSpan.Zero => new Duration(span),
        string text when Duration.TryParse(text, out var duration) && duration.TimeSpan >= TimeSpan.Zero => duration,
        var other => throw new ArgumentException($"'{other}' isn't a length of time. Specify {Duration.Forms}."),
    };
}
