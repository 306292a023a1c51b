namespace Versori.Connectors.Expressions;

/// <summary>
/// Where a value is placed, which determines its encoding and the characters that are not allowed in it.
/// </summary>
internal enum ValuePosition
{
    /// <summary>The value is not encoded.</summary>
    Raw,

    /// <summary>
    /// The value of a header (RFC 9110 §5.5): printable ASCII and spaces only. Line breaks would add headers. Other
    /// characters would be changed when the request is sent.
    /// </summary>
    HeaderValue,

    /// <summary>
    /// Part of one path segment (RFC 3986 §3.3), percent-encoded. A segment that becomes <c>.</c> or <c>..</c> is
    /// refused, because no encoding prevents its removal (RFC 3986 §6.2.2.3). An empty value is refused, unless the
    /// placeholder ends with <c>?? ""</c>.
    /// </summary>
    PathSegment,

    /// <summary>A component of a query (RFC 3986 §3.4), percent-encoded.</summary>
    Query,

    /// <summary>
    /// A name or value of <c>application/x-www-form-urlencoded</c>: like a query, with <c>+</c> for a space.
    /// </summary>
    Form,

    /// <summary>Between the quotes of a JSON string (RFC 8259 §7).</summary>
    JsonString,

    /// <summary>
    /// Text or a quoted attribute value of XML (XML 1.0 §2.4); characters that are not allowed in XML are refused
    /// (§2.2).
    /// </summary>
    XmlText,

    /// <summary>
    /// Part of a host: letters, digits, <c>-</c> and <c>_</c>. Dots, which separate labels, are allowed only in text
    /// that the connector's author wrote or listed.
    /// </summary>
    HostLabel,

    /// <summary>Part of a host in a value that the connector's author listed: also dots.</summary>
    AuthoredHostPart,

    /// <summary>
    /// A path segment in a value that the connector's author listed: characters that a segment may have are not encoded
    /// (RFC 3986 §3.3).
    /// </summary>
    AuthoredPath,

    /// <summary>A whole host: labels separated by single dots.</summary>
    Host,

    /// <summary>A whole host for which the author allows a port and a path: <c>erp.example.com:8443/acme</c>.</summary>
    Address,

    /// <summary>A port: a number from 1 to 65535.</summary>
    Port,

    /// <summary>
    /// The start of a URL: an absolute <c>http</c> or <c>https</c> URL without user information, query and fragment.
    /// </summary>
    UrlStart,
}
