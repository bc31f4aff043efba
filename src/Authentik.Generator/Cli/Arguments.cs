namespace Authentik.Generator.Cli;

/// <summary>The command line: a verb, and values after names with two hyphens.</summary>
internal sealed class Arguments
{
    private readonly Dictionary<string, string> values = new(StringComparer.Ordinal);

    private Arguments(string verb) => Verb = verb;

    /// <summary>What to do.</summary>
    public string Verb { get; }

    /// <summary>Reads the command line.</summary>
    /// <exception cref="UsageException">It isn't valid.</exception>
    public static Arguments Parse(string[] args)
    {
        var arguments = new Arguments(args.FirstOrDefault() ?? string.Empty);
        for (var i = 1; i < args.Length; i += 2)
        {
            if (!args[i].StartsWith("--", StringComparison.Ordinal) || i + 1 == args.Length)
            {
                throw new UsageException($"'{args[i]}' isn't a valid argument. Specify a name with two hyphens, and its value after it.");
            }

            arguments.values[args[i][2..]] = args[i + 1];
        }

        return arguments;
    }

    /// <summary>A value that must be specified.</summary>
    /// <exception cref="UsageException">It isn't.</exception>
    public string Require(string name) => FindOptional(name) ?? throw new UsageException($"--{name} is missing.");

    /// <summary>A value, or null.</summary>
    public string? FindOptional(string name) => values.GetValueOrDefault(name);
}

/// <summary>The command line isn't valid.</summary>
internal sealed class UsageException(string message) : Exception(message);
