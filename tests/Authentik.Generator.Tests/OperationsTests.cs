using Authentik.Generator.Book;
using Authentik.Generator.Book.Reading;
using Authentik.Generator.Emit.Models;
using Authentik.Generator.Tests.Support;

namespace Authentik.Generator.Tests;

public sealed class OperationsTests : IDisposable
{
    private const string Text = """
        things:
          things_list: GET /things/
          things_retrieve: GET /things/{id}/ | 2024.10..
          things_workers_list:
            - GET /things/workers | ..2025.8
            - GET /things/workers/ | 2025.10..
        """;

    private readonly SmallBook book = new();

    public void Dispose() => book.Dispose();

    [Fact]
    public void A_line_is_an_operation_and_a_list_is_several_of_one_id()
    {
        Write(Text);
        var operations = book.Read().Operations;
        Assert.Equal(
            [
                "things_list GET /things/ ..",
                "things_retrieve GET /things/{id}/ 2024.10..",
                "things_workers_list GET /things/workers ..2025.8",
                "things_workers_list GET /things/workers/ 2025.10..",
            ],
            operations.Select(operation => $"{operation.Id} {operation.Method} {operation.Path} {operation.Versions}"));
        Assert.All(operations, operation => Assert.Equal("things", operation.Tag));
        Assert.Equal(5, operations[2].Place.Line);
    }

    [Fact]
    public void A_book_may_have_no_operations() => Assert.Empty(book.Read().Operations);

    [Theory]
    [InlineData("GET /things/\n", "[GET /things/\n", RefusalCode.NotYaml, 0)]
    [InlineData("  things_retrieve:", "  things_list:", RefusalCode.NotYaml, 0)]
    [InlineData("GET /things/\n", "GET\n", RefusalCode.WrongForm, 2)]
    [InlineData("GET /things/\n", "FETCH /things/\n", RefusalCode.WrongForm, 2)]
    [InlineData("GET /things/\n", "get /things/\n", RefusalCode.WrongForm, 2)]
    [InlineData("GET /things/\n", "GET things/\n", RefusalCode.WrongForm, 2)]
    [InlineData("GET /things/\n", "GET /things//\n", RefusalCode.WrongForm, 2)]
    [InlineData("GET /things/\n", "GET /things/ 2024.10..\n", RefusalCode.WrongForm, 2)]
    [InlineData("GET /things/\n", "GET /things/ | .. | Lists things.\n", RefusalCode.WrongForm, 2)]
    [InlineData("GET /things/\n", "{ GET: /things/ }\n", RefusalCode.WrongForm, 2)]
    [InlineData("  things_list:", "  Things list:", RefusalCode.WrongForm, 2)]
    [InlineData("| 2024.10..", "| 2024.x..", RefusalCode.BadRange, 3)]
    [InlineData("GET /things/{id}/", "GET /others/{id}/", RefusalCode.Contradiction, 3)]
    [InlineData("/ | 2025.10..", "/ | 2025.8..", RefusalCode.NameTwice, 0)]
    [InlineData("GET /things/{id}/", "GET /things/", RefusalCode.NameTwice, 3)]
    public void A_fault_is_refused_with_its_place(string line, string instead, string code, int at)
    {
        Assert.Contains(line, Text, StringComparison.Ordinal);
        Write(Text.Replace(line, instead, StringComparison.Ordinal), newest: "2025.8.3");
        var refusals = Assert.Throws<RefusedException>(book.Read).Refusals;
        var refusal = Assert.Single(refusals, refusal => refusal.Code == code);
        Assert.EndsWith(OperationsReader.FileName, refusal.Place.File, StringComparison.Ordinal);
        Assert.True(at == 0 || at == refusal.Place.Line, refusal.ToString());
    }

    [Fact]
    public void The_models_carry_a_line_each()
    {
        Write(Text);
        var code = OperationsEmitter.Emit(book.Read());
        Assert.Contains("\n    things_list GET /things/\n", code, StringComparison.Ordinal);
        Assert.Contains("\n    things_workers_list GET /things/workers/ 2025.10..\n", code, StringComparison.Ordinal);
        Assert.Contains("public static class ApiOperations", code, StringComparison.Ordinal);
    }

    private void Write(string text, string newest = "2026.8.3")
    {
        File.WriteAllText(Path.Combine(book.Folder, OperationsReader.FileName), text);
        var file = Path.Combine(book.Folder, "book.yaml");
        File.WriteAllText(file, File.ReadAllText(file).Replace("2026.8.3", newest, StringComparison.Ordinal));
    }
}
