using System.Xml.Linq;
using Versori.Connectors.Generation.Reading;

namespace Versori.Connectors.Generation.Sources;

/// <summary>
/// Loads a WSDL document with the documents and schemas that it imports (WSDL §2.1.1, XML Schema §4.2).
/// </summary>
internal sealed class WsdlLoader(ImportRequest request, Uri? url)
{
    private readonly RelatedContent _content = new(request, url ?? RelatedContent.Nowhere);
    private readonly HashSet<Uri> _known = [];
    private readonly Queue<(XElement Root, Uri Base, XNamespace? Chameleon)> _pending = new();

    /// <summary>The definitions, the first of the source first.</summary>
    public List<XElement> Definitions { get; } = [];

    /// <summary>
    /// The schemas. The namespace is that of the schema that includes one without a namespace of its own (§4.2.1).
    /// </summary>
    public List<(XElement Schema, XNamespace Space)> Schemas { get; } = [];

    /// <summary>What was not loaded.</summary>
    public List<ConnectorError> Warnings { get; } = [];

    public async Task LoadAsync(XElement root)
    {
        var start = url ?? RelatedContent.Nowhere;
        _known.Add(RelatedContent.Key(start));
        _pending.Enqueue((root, start, null));
        while (_pending.TryDequeue(out var next))
        {
            request.Work.Step();
            if (next.Root.Name == WsdlNames.Wsdl + "definitions")
                await AddDefinitionsAsync(next.Root, next.Base).ConfigureAwait(false);
            else if (next.Root.Name == WsdlNames.Xsd + "schema")
                await AddSchemaAsync(next.Root, next.Base, next.Chameleon).ConfigureAwait(false);
        }
    }

    private async Task AddDefinitionsAsync(XElement definitions, Uri start)
    {
        Definitions.Add(definitions);
        foreach (var import in definitions.Elements(WsdlNames.Wsdl + "import"))
            await LoadAsync(import, "location", start, null).ConfigureAwait(false);
        foreach (var schema in definitions.Elements(WsdlNames.Wsdl + "types").Elements(WsdlNames.Xsd + "schema"))
            await AddSchemaAsync(schema, start, null).ConfigureAwait(false);
    }

    private async Task AddSchemaAsync(XElement schema, Uri start, XNamespace? chameleon)
    {
        XNamespace space = (string?)schema.Attribute("targetNamespace") ?? chameleon?.NamespaceName ?? "";
        Schemas.Add((schema, space));
        foreach (var reference in schema.Elements())
        {
            if (reference.Name == WsdlNames.Xsd + "import")
                await LoadAsync(reference, "schemaLocation", start, null).ConfigureAwait(false);
            else if (reference.Name == WsdlNames.Xsd + "include" || reference.Name == WsdlNames.Xsd + "redefine")
                await LoadAsync(reference, "schemaLocation", start, space).ConfigureAwait(false);
        }
    }

    private async Task LoadAsync(XElement reference, string attribute, Uri start, XNamespace? chameleon)
    {
        // An import without a location is of a schema in the same document.
        if ((string?)reference.Attribute(attribute) is not { Length: > 0 } location) return;
        if (!Uri.TryCreate(start, location, out var target) || !_known.Add(RelatedContent.Key(target))) return;
        try
        {
            if (await _content.FindAsync(RelatedContent.Key(target)).ConfigureAwait(false) is not { } raw)
            {
                Warn(
                    reference,
                    $"'{location}' is another document. Supply it with {nameof(ConnectorSource)}."
                    + $"{nameof(ConnectorSource.WithRelated)}, or allow it to be fetched with "
                    + $"{nameof(ConnectorGenerationOptions.MaximumRelatedDocuments)}.",
                    ConnectorErrorCode.InvalidDocument);
                return;
            }

            var root = SafeXml.Read(DocumentText.ToUtf8(raw.Content), request.Work);
            _pending.Enqueue((root, raw.Url ?? target, chameleon));
        }
        catch (ConnectorException exception)
        {
            Warn(reference, $"'{location}' was not read. {exception.Error.Message}", exception.Error.Code);
        }
    }

    private void Warn(XElement reference, string message, ConnectorErrorCode code)
    {
        const int Maximum = 1000;
        if (Warnings.Count == Maximum) return;
        Warnings.Add(new()
        {
            Code = code,
            Message = message,
            Location = WsdlPlace.Of(reference),
            Line = SafeXml.LineOf(reference),
        });
    }
}
