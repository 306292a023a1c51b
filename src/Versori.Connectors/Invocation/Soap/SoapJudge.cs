using System.Xml;
using System.Xml.Linq;

namespace Versori.Connectors.Invocation;

/// <summary>Reads SOAP responses: an envelope, whose body is a result or a fault.</summary>
internal static class SoapJudge
{
    private static readonly XmlReaderSettings Settings = new()
    {
        // SOAP 1.1 §3, SOAP 1.2 part 1 §5: an envelope has no document type definition.
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
    };

    public static Judgement? Judge(ConnectorEndpoint endpoint, JudgedResponse response)
    {
        // A one-way operation has no result (SOAP 1.1 §6.2, SOAP 1.2 part 2 §7.5.2).
        if (response.Body.IsEmpty) return null;
        var type = response.ContentType ?? "";
        if (MediaType.Of(type) != MediaKind.Xml)
            return response.IsSuccess ? throw NotSoap(endpoint, type) : null;
        try
        {
            var fault = ReadFault(ResponseText.Decode(response.Body.Span, type));
            if (fault is null) return response.IsSuccess ? new(ResponseOutcome.Succeeded, null) : null;
            return new(response.Failure, SoapFault.Read(fault, endpoint.Soap!.FaultMessage, response.Secrets));
        }
        catch (Exception exception) when (exception is XmlException or FormatException)
        {
            if (!response.IsSuccess) return null;
            throw new ConnectorException(
                new ConnectorError
                {
                    Code = ConnectorErrorCode.InvalidResponse,
                    Location = endpoint.Id,
                    Line = exception is XmlException { LineNumber: > 0 and var line } ? line : null,
                    Message = $"The response is not a SOAP envelope. {Reason(exception)}",
                },
                exception);
        }
    }

    // Moves to the first element of the envelope's body, or to the end of the body.
    private static void MoveToContent(XmlReader reader)
    {
        reader.MoveToContent();
        if (!IsSoap(reader, "Envelope")) throw new FormatException("The root is not a SOAP envelope.");
        if (reader.IsEmptyElement) throw new FormatException("The envelope has no body.");
        reader.Read();
        while (reader.MoveToContent() == XmlNodeType.Element && !IsSoap(reader, "Body")) reader.Skip();
        if (!IsSoap(reader, "Body")) throw new FormatException("The envelope has no body.");
        if (reader.IsEmptyElement) return;
        reader.Read();
        reader.MoveToContent();
    }

    private static bool IsSoap(XmlReader reader, string name) =>
        reader.LocalName == name && SoapNames.IsEnvelope(reader.NamespaceURI);

    private static XElement? ReadFault(string content)
    {
        using var text = new StringReader(content);
        using var reader = XmlReader.Create(text, Settings);
        MoveToContent(reader);
        if (reader.NodeType == XmlNodeType.Element && IsSoap(reader, "Fault")) return (XElement)XNode.ReadFrom(reader);

        // The rest is read, too, so that a malformed result is not reported as success.
        while (reader.Read())
        {
        }

        return null;
    }

    // The texts of the reader can repeat parts of the content.
    private static string Reason(Exception exception) => exception is FormatException
        ? exception.Message
        : "It is not well-formed XML, or it has a document type definition.";

    private static ConnectorException NotSoap(ConnectorEndpoint endpoint, string type) => ProtocolJudge.Invalid(
        endpoint,
        MediaType.Of(type) == MediaKind.Multipart
            ? "The response is a SOAP message with attachments (multipart), which is not supported."
            : $"The response has the media type '{MediaType.Essence(type)}', but a SOAP response is XML.");
}
