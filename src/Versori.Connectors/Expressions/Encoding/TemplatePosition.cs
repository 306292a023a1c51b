namespace Versori.Connectors.Expressions;

/// <summary>Where a filled value lands, which decides how it is encoded and what it must not hold.</summary>
internal enum TemplatePosition
{
    /// <summary>As it is.</summary>
    Raw,

    /// <summary>
    /// A header's value (RFC 9110 §5.5): printable ASCII and spaces only. Line breaks would add headers; other
    /// characters do not reach the wire unchanged.
    /// </summary>
    HeaderValue,

    /// <summary>
    /// Within one segment of a path (RFC 3986 §3.3), percent-encoded. A segment that comes out as <c>.</c> or <c>..</c>
    /// is refused, as no encoding keeps it from being resolved (RFC 3986 §6.2.2.3). So is an empty value, unless the
    /// expression ends with <c>?? ""</c>.
    /// </summary>
    PathSegment,

    /// <summary>A component of a query (RFC 3986 §3.4), percent-encoded.</summary>
    Query,

    /// <summary>A name or value of <c>application/x-www-form-urlencoded</c>: as a query, with <c>+</c> for a space.</summary>
    Form,

    /// <summary>Between the quotes of a JSON string (RFC 8259 §7).</summary>
    JsonString,

    /// <summary>Text or a quoted attribute value of XML (XML 1.0 §2.4); characters that XML cannot hold are refused (§2.2).</summary>
    XmlText,

    /// <summary>
    /// Part of a host: letters, digits, <c>-</c> and <c>_</c>. Dots, and so further labels, are allowed only in text that
    /// the connector's author wrote or listed.
    /// </summary>
    HostLabel,

    /// <summary>A whole host: labels separated by single dots.</summary>
    Host,

    /// <summary>A whole host that its author lets have a port and a path: <c>erp.example.com:8443/acme</c>.</summary>
    Address,

    /// <summary>A port: a number from 1 to 65535.</summary>
    Port,

    /// <summary>
    /// The start of a URL: an absolute <c>http</c> or <c>https</c> URL without user information, query and fragment.
    /// </summary>
    UrlStart,
}
