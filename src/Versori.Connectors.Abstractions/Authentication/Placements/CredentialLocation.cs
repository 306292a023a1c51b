using System.Text.Json.Serialization;
using Versori.Connectors.Serialization;

namespace Versori.Connectors;

/// <summary>Where a credential goes in a request.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<CredentialLocation>))]
public enum CredentialLocation
{
    /// <summary>A request header.</summary>
    Header,

    /// <summary>A query parameter.</summary>
    Query,

    /// <summary>A cookie.</summary>
    Cookie,

    /// <summary>A field of the body, which has to be a form or a JSON object.</summary>
    Body,

    /// <summary>
    /// A segment of the path. The placement's name is the path that it follows, such as <c>/</c> or <c>/api</c>. Paths are
    /// written down by proxies, servers and the runtime's own traces; only for systems that take nothing else.
    /// </summary>
    Path,
}
