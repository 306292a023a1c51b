using Versori.Connectors.Generation.OpenApi;
using Versori.Connectors.Generation.Reading;

namespace Versori.Connectors.Generation.Sources;

/// <summary>
/// GraphQL schemas: the result of an introspection query, or the schema definition language. Both leave out the URL of
/// the endpoint, which the host sets, and how to authenticate.
/// </summary>
internal sealed class GraphQLSource : ISourceKind
{
    private const string DefaultPath = "/graphql";

    public string Name => "a GraphQL schema (introspection result or SDL)";

    public bool Matches(SourceDocument document) => document.Format switch
    {
        SourceFormat.Json => IntrospectionReader.Find(document.Tree.Root) is not null,
        SourceFormat.Text => GraphQLNames.IsSchemaLanguage(document.Text),
        _ => false,
    };

    public Task<ImportResult> ReadAsync(SourceDocument document, ImportRequest request)
    {
        var model = new GraphQLSchemaModel();
        var log = new WarningLog(request.Work);
        if (document.Format == SourceFormat.Json)
        {
            var (schema, pointer) = IntrospectionReader.Find(document.Tree.Root)!.Value;
            new IntrospectionReader(model).Read(new(schema, pointer, log));
        }
        else
        {
            new SdlReader(model, document.Text, request.Work).Read();
        }

        if (model.Query is null && model.Mutation is null)
            throw DocumentErrors.Invalid("", "The schema has neither queries nor mutations.");
        var (source, path) = Split(request.Source);
        var inputs = new GraphQLInputs(model, request.Work);
        var endpoints = new GraphQLEndpoints(model, inputs, path, request.Work).Read();
        var located = document.Format == SourceFormat.Json ? log.ToList(document.Tree.Json.Span) : [];
        var draft = new DefinitionDraft
        {
            Title = "",
            Description = model.Description,
            Endpoints = endpoints,
            Schemas = inputs.Complete(),
            Warnings = [.. located, .. model.Warnings],
        };
        return Task.FromResult(draft.Complete(request with { Source = source }));
    }

    // The URL of the endpoint is a base URL and a path, which a definition keeps apart.
    private static (ConnectorSource Source, string Path) Split(ConnectorSource source)
    {
        if (source.BaseUrl is not { } url) return (source, DefaultPath);
        var trimmed = ServerReader.Trim(url);
        var start = trimmed.IndexOf("://", StringComparison.Ordinal) + 3;
        var slash = trimmed.LastIndexOf('/');
        if (slash < start || slash == trimmed.Length - 1) return (source, DefaultPath);
        var last = trimmed[slash..];
        return last.Contains('{', StringComparison.Ordinal)
            ? (source, DefaultPath)
            : (source.WithBaseUrl(trimmed[..slash]), last);
    }
}
