using System.Text;
using System.Xml;
using System.Xml.Linq;
using Versori.Connectors.Generation.Reading;

namespace Versori.Connectors.Generation.Sources;

/// <summary>Reads XML without document type definitions and external entities, within limits.</summary>
internal static class SafeXml
{
    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        IgnoreWhitespace = true,
    };

    /// <summary>The name of the outermost element; <see langword="null"/> if there is none.</summary>
    public static XName? RootName(ReadOnlyMemory<byte> utf8)
    {
        try
        {
            using var reader = Open(utf8);
            reader.MoveToContent();
            return reader.NodeType == XmlNodeType.Element ? XName.Get(reader.LocalName, reader.NamespaceURI) : null;
        }
        catch (XmlException)
        {
            return null;
        }
    }

    /// <summary>Reads a document.</summary>
    /// <exception cref="ConnectorException">It is not well-formed, too deep, or has a document type.</exception>
    public static XElement Read(ReadOnlyMemory<byte> utf8, Work work)
    {
        try
        {
            CheckDepth(utf8, work);
            using var reader = Open(utf8);
            return XDocument.Load(reader, LoadOptions.SetLineInfo).Root
                ?? throw DocumentErrors.Invalid("", "The document has no elements.");
        }
        catch (XmlException exception)
        {
            throw DocumentErrors.Invalid(
                "", $"This is not XML that can be read: {exception.Message}", exception.LineNumber, exception);
        }
    }

    /// <summary>The line of an element, beginning with 1.</summary>
    public static int? LineOf(XObject? element) =>
        element is IXmlLineInfo info && info.HasLineInfo() ? info.LineNumber : null;

    private static void CheckDepth(ReadOnlyMemory<byte> utf8, Work work)
    {
        using var reader = Open(utf8);
        while (reader.Read())
        {
            work.Step();
            if (reader.Depth <= DocumentParser.MaximumDepth) continue;
            throw DocumentErrors.Invalid(
                "",
                $"The document is nested deeper than {DocumentParser.MaximumDepth} levels.",
                ((IXmlLineInfo)reader).LineNumber);
        }
    }

    // The declaration can name another encoding than the one that the text has by now. It is not decoded again.
    private static XmlReader Open(ReadOnlyMemory<byte> utf8) =>
        XmlReader.Create(new StringReader(Encoding.UTF8.GetString(utf8.Span)), Settings);
}
