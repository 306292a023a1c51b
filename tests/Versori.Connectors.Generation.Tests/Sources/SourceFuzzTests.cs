using Versori.Connectors.Generation.Reading;

namespace Versori.Connectors.Generation.Tests;

/// <summary>Mutated documents of each kind are read or refused, and nothing else happens.</summary>
[Trait("Kind", "Fuzz")]
public sealed class SourceFuzzTests
{
    // With five documents, 2,000 inputs.
    private const int Inputs = 400;

    private static readonly int Scale =
        int.TryParse(Environment.GetEnvironmentVariable("VERSORI_FUZZ_SCALE"), out var scale) && scale > 0 ? scale : 1;

    private static readonly Dictionary<string, string> Documents = new(StringComparer.Ordinal)
    {
        ["graphql"] = GraphQLSamples.Sdl,
        ["introspection"] = GraphQLSamples.Introspection,
        ["wsdl"] = WsdlSamples.Orders,
        ["rpc"] = WsdlSamples.Rpc,
        ["openapi"] = """
            openapi: 3.2.0
            $self: https://descriptions.example/shop
            info: { title: Shop, version: '1', summary: Sells. }
            servers: [{ url: 'https://shop.example' }]
            tags: [{ name: a, parent: b }, { name: b, parent: a }]
            components:
              mediaTypes: { Lines: { itemSchema: { $ref: '#/components/schemas/Line' } } }
              schemas:
                Line:
                  type: object
                  properties: { next: { $ref: 'https://descriptions.example/shop#/components/schemas/Line' } }
              securitySchemes:
                main:
                  type: oauth2
                  oauth2MetadataUrl: https://id.example/.well-known/oauth-authorization-server
                  flows: { deviceAuthorization: { scopes: { r: R } } }
            paths:
              /lines:
                query:
                  operationId: find
                  tags: [a]
                  parameters: [{ in: querystring, name: q, content: { application/json: { schema: {} } } }]
                  responses:
                    '200': { content: { application/jsonl: { $ref: '#/components/mediaTypes/Lines' } } }
                additionalOperations:
                  COPY:
                    operationId: copy
                    callbacks: { done: { '{$request.body#/url}': { post: { responses: {} } } } }
                    responses: {}
            webhooks:
              lineAdded:
                post:
                  parameters: [{ name: webhook-signature, in: header, schema: { type: string } }]
                  responses: {}
            """,
    };

    [Theory]
    [InlineData("graphql", 1)]
    [InlineData("introspection", 2)]
    [InlineData("wsdl", 3)]
    [InlineData("rpc", 4)]
    [InlineData("openapi", 5)]
    public async Task A_mutated_document_is_read_or_refused_without_other_failures(string name, int seed)
    {
        var text = Documents[name];
        var random = new Random(seed);
        var read = 0;
        for (var i = 0; i < Inputs * Scale; i++) read += await ReadsAsync(Mutate(text, random)) ? 1 : 0;

        // Most mutations leave something that can be read, so that the readers see them.
        Assert.InRange(read, Inputs * Scale / 20, Inputs * Scale);
    }

    private static string Mutate(string text, Random random)
    {
        for (var changes = random.Next(1, 4); changes > 0; changes--)
        {
            var at = random.Next(text.Length);
            var length = random.Next(Math.Min(60, text.Length - at));
            text = random.Next(8) switch
            {
                0 => text[..at],
                1 => text.Remove(at, length),
                2 => text.Insert(at, "{}[]()<>:,\"'&*!|=@#$\n\t-\0\ud800"[random.Next(24)].ToString()),
                _ => ReplaceWord(text, random),
            };
            if (text.Length == 0) return " ";
        }

        return text;
    }

    // A word in the place of another keeps the syntax and breaks the meaning.
    private static string ReplaceWord(string text, Random random)
    {
        var (start, end) = Word(text, random.Next(text.Length));
        var (otherStart, otherEnd) = Word(text, random.Next(text.Length));
        return string.Concat(text.AsSpan(0, start), text.AsSpan(otherStart, otherEnd - otherStart), text.AsSpan(end));
    }

    private static (int Start, int End) Word(string text, int at)
    {
        while (at > 0 && !char.IsLetterOrDigit(text[at])) at--;
        var (start, end) = (at, at);
        while (start > 0 && char.IsLetterOrDigit(text[start - 1])) start--;
        while (end < text.Length && char.IsLetterOrDigit(text[end])) end++;
        return (start, end);
    }

    private static async Task<bool> ReadsAsync(string text)
    {
        if (SourceText.Problem(text) is not null) return false;
        var generator = ConnectorGenerator.Create();
        try
        {
            var plan = await generator.PlanAsync(
                "list orders and create an issue",
                [ConnectorSource.Document(text)],
                TestContext.Current.CancellationToken);
            var import = await generator.ImportAsync(
                ConnectorSource.Document(text).WithBaseUrl("https://t.example/api"),
                TestContext.Current.CancellationToken);
            Assert.Equal(import.Definition, ConnectorDefinition.Parse(import.Definition.ToJson()));
            Assert.Single(plan.Connectors);
            return true;
        }
        catch (ConnectorException exception)
        {
            Assert.Equal(ConnectorErrorCode.InvalidDocument, exception.Code);
            return false;
        }
    }
}
