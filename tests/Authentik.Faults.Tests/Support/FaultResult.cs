using System.Globalization;
using System.Management.Automation;
using Authentik.Faults.Tests.Serving;

namespace Authentik.Faults.Tests.Support;

/// <summary>How a command ended.</summary>
/// <param name="Trial">The command and its fault.</param>
/// <param name="End">The id of the error; <c>ok</c> for none.</param>
/// <param name="Megabytes">The memory that it took; null if it wasn't measured.</param>
/// <param name="Errors">The errors.</param>
/// <param name="Problem">What isn't as declared; null if nothing.</param>
public sealed record FaultResult(Trial Trial, string End, double? Megabytes, IReadOnlyList<ErrorRecord> Errors, string? Problem)
{
    // A write may be sent once more for a reason that the row of the table says; never because its response was lost.
    private const string Secret = "not-told";

    // With back-off and three more requests.
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(25);

    public static FaultResult Create(Trial trial, IReadOnlyList<ErrorRecord>? found, TimeSpan time, double? megabytes)
    {
        if (found is null)
        {
            return new FaultResult(trial, "nothing", megabytes, [], $"{trial.Fault.Name}, {trial.Operation}: didn't end");
        }

        var errors = found;
        var end = errors.Count == 0 ? "ok" : errors[0].FullyQualifiedErrorId.Split(',')[0];
        var problems = new List<string>();
        var declared = trial.Fault.EndOf(trial.Operation);
        if (end != declared && declared != "*")
        {
            problems.Add($"ended with {end} in place of {declared}{(errors.Count == 0 ? null : $": {Describe(errors[0])}")}");
        }

        if (errors.Count > 1)
        {
            problems.Add($"has {errors.Count} errors: {string.Join(" / ", errors.Skip(1).Select(Describe))}");
        }

        if (trial.Requests > trial.Fault.MostRequests(trial.Operation) || trial.Requests == 0)
        {
            problems.Add($"sent {trial.Requests} requests, of which {trial.Fault.MostRequests(trial.Operation)} are allowed");
        }

        if (time > Longest)
        {
            problems.Add(string.Create(CultureInfo.InvariantCulture, $"took {time.TotalSeconds:0.0} s"));
        }

        if (megabytes > trial.Fault.Megabytes)
        {
            problems.Add(string.Create(CultureInfo.InvariantCulture, $"took {megabytes:0} MB"));
        }

        problems.AddRange(errors.Where(error => error.ToString().Contains(Secret, StringComparison.Ordinal)).Select(_ => "told a secret"));
        return new FaultResult(
            trial, end, megabytes, errors, problems.Count == 0 ? null
                : $"{trial.Fault.Name}, {trial.Operation}: {string.Join("; ", problems)}");
    }

    private static string Describe(ErrorRecord error) =>
        $"{error.FullyQualifiedErrorId} {error.Exception.GetType().Name}: {string.Concat(error.Exception.Message.Take(300))}";
}
