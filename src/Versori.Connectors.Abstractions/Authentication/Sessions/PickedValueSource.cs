using System.Text.Json.Serialization;
using Versori.Connectors.Serialization;

namespace Versori.Connectors;

/// <summary>Where in an answer a value stands.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<PickedValueSource>))]
public enum PickedValueSource
{
    /// <summary>In its JSON, by JSON pointer (RFC 6901).</summary>
    Json,

    /// <summary>In a header.</summary>
    Header,

    /// <summary>In a cookie that it sets (RFC 6265 §4.1).</summary>
    Cookie,

    /// <summary>In its XML, by XPath 1.0. Namespaces are met with <c>local-name()</c>.</summary>
    Xml,

    /// <summary>In its text, by regular expression.</summary>
    Pattern,

    /// <summary>The whole text, without white space around it.</summary>
    Text,
}
