using Authentik.Generator.Book;
using Authentik.Generator.Cli;

try
{
    Runner.Run(Arguments.Parse(args));
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
catch (UsageException wrong)
{
    Console.Error.WriteLine($"{wrong.Message}\n{Runner.Usage}");
    return 2;
}
