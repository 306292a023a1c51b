using Versori.Connectors.Generation.OpenApi;
using Versori.Connectors.Generation.Reading;

namespace Versori.Connectors.Generation.Sources;

/// <summary>WSDL 1.1 documents with bindings of SOAP 1.1 and 1.2.</summary>
internal sealed class WsdlSource : ISourceKind
{
    public string Name => "a WSDL 1.1 document";

    public bool Matches(SourceDocument document) =>
        document.Format == SourceFormat.Xml
        && SafeXml.RootName(document.Utf8) == WsdlNames.Wsdl + "definitions";

    public async Task<ImportResult> ReadAsync(SourceDocument document, ImportRequest request)
    {
        var loader = new WsdlLoader(request, document.Url);
        await loader.LoadAsync(SafeXml.Read(document.Utf8, request.Work)).ConfigureAwait(false);
        var index = new WsdlIndex(loader.Definitions);
        var converter = new XsdConverter(new(loader.Schemas), request.Work);
        var ports = new WsdlPorts(index, request.Source.BaseUrl).Read();
        var reader = new WsdlEndpoints(index, converter, request.Work);
        foreach (var port in ports.Ports) reader.Add(port);
        if (reader.Endpoints.Count == 0)
        {
            ConnectorError[] problems = [.. loader.Warnings, .. ports.Warnings, .. reader.Warnings];
            var reason = problems is [var first, ..] ? " " + first.Message : "";
            throw DocumentErrors.Invalid(
                problems is [var place, ..] ? place.Location ?? "" : "",
                $"The document has no operations that can be called over SOAP.{reason}",
                problems is [var line, ..] ? line.Line : 1);
        }

        var draft = new DefinitionDraft
        {
            Title = ports.Title,
            Description = ports.Description,
            BaseUrl = ports.BaseUrl,
            BaseUrlPlace = "/definitions/service",
            Endpoints = reader.Endpoints,
            Schemas = converter.Complete(),
            Warnings = [.. loader.Warnings, .. ports.Warnings, .. reader.Warnings],
        };
        var source = ports.SourceBaseUrl is { } url ? request.Source.WithBaseUrl(url) : request.Source;
        return draft.Complete(request with { Source = source });
    }
}
