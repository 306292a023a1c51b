using System.Text.Json.Serialization;
using Versori.Connectors.Serialization;

namespace Versori.Connectors;

/// <summary>The part of a response that holds a value.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<ExtractedValueSource>))]
public enum ExtractedValueSource
{
    /// <summary>The JSON, by JSON pointer (RFC 6901).</summary>
    Json,

    /// <summary>A header, by name.</summary>
    Header,

    /// <summary>A cookie that the response sets (RFC 6265 §4.1), by name.</summary>
    Cookie,

    /// <summary>The XML, by XPath 1.0. Use <c>local-name()</c> to match elements in namespaces.</summary>
    Xml,

    /// <summary>The text, by regular expression.</summary>
    Pattern,

    /// <summary>The whole text, without surrounding white space.</summary>
    Text,
}
