using Authentik.Generator.Book;
using Authentik.Generator.Cli;
using Authentik.Generator.Import;

try
{
    var arguments = Arguments.Parse(args);
    if (arguments.Verb == ImportCommand.Verb)
    {
        return ImportCommand.Run(arguments, Console.Out);
    }

    Runner.Run(arguments);
    return 0;
}
catch (RefusedException refused)
{
    foreach (var refusal in refused.Refusals)
    {
        Console.Error.WriteLine(refusal);
    }

    return 1;
}
catch (ImportException failed)
{
    Console.Error.WriteLine(failed.Message);
    return 1;
}
catch (UsageException wrong)
{
    Console.Error.WriteLine($"{wrong.Message}\n{Runner.Usage}");
    return 2;
}
