namespace Authentik.Generator.Cli;

/// <summary>The command line: a verb, and values behind names with two hyphens.</summary>
internal sealed class Arguments
{
    private readonly Dictionary<string, string> values = new(StringComparer.Ordinal);

    private Arguments(string verb) => Verb = verb;

    /// <summary>What is to be made.</summary>
    public string Verb { get; }

    /// <summary>Reads the command line.</summary>
    /// <exception cref="UsageException">It is not of the form expected.</exception>
    public static Arguments Parse(string[] args)
    {
        var arguments = new Arguments(args.FirstOrDefault() ?? string.Empty);
        for (var i = 1; i < args.Length; i += 2)
        {
            if (!args[i].StartsWith("--", StringComparison.Ordinal) || i + 1 == args.Length)
            {
                throw new UsageException($"'{args[i]}' is not a name with two hyphens and a value behind it.");
            }

            arguments.values[args[i][2..]] = args[i + 1];
        }

        return arguments;
    }

    /// <summary>A value that must be given.</summary>
    /// <exception cref="UsageException">It is not.</exception>
    public string Must(string name) => Optional(name) ?? throw new UsageException($"--{name} is missing.");

    /// <summary>A value, or null.</summary>
    public string? Optional(string name) => values.GetValueOrDefault(name);
}

/// <summary>The generator was called in a way it does not understand.</summary>
internal sealed class UsageException(string message) : Exception(message);
