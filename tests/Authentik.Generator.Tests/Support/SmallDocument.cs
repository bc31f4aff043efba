namespace Authentik.Generator.Tests.Support;

/// <summary>An OpenAPI document that says what <see cref="SmallBook.Chapter"/> says; tests change a line of it.</summary>
internal sealed class SmallDocument : IDisposable
{
    public const string Text = """
        info: { version: 2025.4.1 }
        paths:
          /owners/:
            get:
              responses: { '200': { content: { application/json: { schema: { $ref: '#/components/schemas/OwnerPage' } } } } }
          /owners/{id}/:
            get:
              responses: { '200': { content: { application/json: { schema: { $ref: '#/components/schemas/Owner' } } } } }
            patch:
              requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/OwnerRequest' } } } }
          /things/:
            get:
              parameters:
              - { in: query, name: search, schema: { type: string } }
              - { in: query, name: name, schema: { type: string } }
              - $ref: '#/components/parameters/Made'
              responses: { '200': { content: { application/json: { schema: { $ref: '#/components/schemas/ThingPage' } } } } }
            post:
              requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/ThingRequest' } } } }
          /things/{id}/:
            get:
              responses: { '200': { content: { application/json: { schema: { $ref: '#/components/schemas/Thing' } } } } }
            patch: { responses: {} }
            delete: { responses: {} }
        components:
          parameters:
            Made: { in: query, name: made__gt, schema: { type: string, format: date-time } }
          schemas:
            LDAPBox:
              type: object
              properties:
                pk: { type: integer }
                slug: { type: string }
                name: { type: string }
                owners: { type: array, items: { type: integer } }
                thing: { type: string, format: uuid, nullable: true }
                place: { type: string, format: uuid }
                tint: { $ref: '#/components/schemas/ColourEnum' }
            LDAPBoxRequest:
              type: object
              required: [slug]
              properties:
                slug: { type: string }
                name: { type: string }
                owners: { type: array, items: { type: integer } }
                thing: { type: string, format: uuid, nullable: true }
                place: { type: string, format: uuid }
                tint: { $ref: '#/components/schemas/ColourEnum' }
            ColourEnum: { type: string, enum: [red, blue] }
            Part:
              type: object
              properties:
                url: { type: string }
                size: { type: integer }
              required: [url]
            OwnerPage:
              type: object
              properties:
                pagination: { type: object }
                results: { type: array, items: { $ref: '#/components/schemas/Owner' } }
            Owner: { type: object, properties: { pk: { type: integer }, name: { type: string } } }
            OwnerRequest: { type: object, properties: { name: { type: string } } }
            ThingPage:
              type: object
              properties:
                pagination: { type: object }
                results: { type: array, items: { $ref: '#/components/schemas/Thing' } }
            Thing:
              type: object
              properties:
                pk: { type: string, format: uuid }
                name: { type: string }
                colour: { allOf: [{ $ref: '#/components/schemas/ColourEnum' }] }
                parts: { type: array, items: { $ref: '#/components/schemas/Part' } }
                owners: { type: array, items: { type: integer } }
                owner_obj: { $ref: '#/components/schemas/Owner' }
            ThingRequest:
              type: object
              required: [name]
              properties:
                name: { type: string }
                colour: { $ref: '#/components/schemas/ColourEnum' }
                parts: { type: array, items: { $ref: '#/components/schemas/Part' } }
                owners: { type: array, items: { type: integer } }
        """;

    private readonly string folder = Directory.CreateTempSubdirectory("document").FullName;

    public SmallDocument(string text) => System.IO.File.WriteAllText(File, text);

    /// <summary>The file of the document.</summary>
    public string File => Path.Combine(folder, "schema.yml");

    /// <summary>The document with lines changed, each an old and a new one.</summary>
    public static SmallDocument With(string version, params (string Line, string Instead)[] changes)
    {
        var text = Text.Replace("2025.4.1", version, StringComparison.Ordinal);
        foreach (var (line, instead) in changes)
        {
            Assert.Contains(line, text, StringComparison.Ordinal);
            text = text.Replace(line, instead, StringComparison.Ordinal);
        }

        return new SmallDocument(text);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
