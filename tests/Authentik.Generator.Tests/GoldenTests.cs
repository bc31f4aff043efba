using Authentik.Generator.Emit.Commands;
using Authentik.Generator.Emit.Models;
using Authentik.Generator.Tests.Support;

namespace Authentik.Generator.Tests;

/// <summary>Holds the whole text of one small model and its commands, to be read when the generator changes.</summary>
public class GoldenTests
{
    [Fact]
    public void Model() => Check("Thing.model.txt", book =>
    {
        var read = book.Read();
        return ModelEmitter.Resource(read.Resources.Last(), read);
    });

    [Fact]
    public void Shape() => Check("Part.shape.txt", book => ModelEmitter.Shape(book.Read().Shapes.Single()));

    [Fact]
    public void Commands() => Check("Thing.commands.txt", book =>
    {
        var read = book.Read();
        return CommandEmitter.Emit(read.Resources.Last(), new ParameterRules(read));
    });

    private static void Check(string name, Func<SmallBook, string> emit)
    {
        using var book = new SmallBook();
        var made = emit(book);
        var path = Path.Combine(AppContext.BaseDirectory, "Golden", name);
        var expected = File.Exists(path) ? File.ReadAllText(path) : string.Empty;

        // Beside the golden file lies what was made, to be looked at and copied over it.
        if (made != expected)
        {
            File.WriteAllText(path + ".made", made);
        }

        Assert.Equal(expected, made);
    }
}
