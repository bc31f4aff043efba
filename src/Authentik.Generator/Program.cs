using Authentik.Generator.Book;
using Authentik.Generator.Cli;
using Authentik.Generator.Import.Documents;

try
{
    return Runner.Run(Arguments.Parse(args));
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
