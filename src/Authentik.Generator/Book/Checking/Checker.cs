namespace Authentik.Generator.Book.Checking;

/// <summary>Checks a linked book. What passes can be generated without a further question.</summary>
internal static class Checker
{
    public static void Check(BookEntry book, Refusals refusals)
    {
        ModelCheck.Check(book, refusals);
        OperationCheck.Check(book, refusals);
        foreach (var resource in book.Resources)
        {
            FieldCheck.Check(resource, refusals);
            MarkCheck.Check(resource, refusals);
            ConfigurationCheck.Check(resource, refusals);
            FilterCheck.Check(resource, refusals);
            ParameterCheck.Check(resource, refusals);
            KindCheck.Check(resource, refusals);
            FitCheck.Check(book, resource, refusals);
            ReferenceCheck.Check(resource, refusals);
            ViewCheck.Check(resource, refusals);
            ExampleCheck.Check(resource, refusals);
        }

        ActionCheck.Check(book, refusals);
        FitCheck.CheckActions(book, refusals);
        foreach (var shape in book.Shapes)
        {
            ShapeCheck.Check(shape, refusals);
        }
    }
}
