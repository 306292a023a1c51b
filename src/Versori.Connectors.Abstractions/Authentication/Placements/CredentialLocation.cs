using System.Text.Json.Serialization;
using Versori.Connectors.Serialization;

namespace Versori.Connectors;

/// <summary>Where a credential is sent in a request.</summary>
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
    /// A segment of the path. The placement's name is the path that precedes the segment, such as <c>/</c> or
    /// <c>/api</c>. Proxies, servers and the runtime's own traces log paths, so use it only for systems that accept
    /// nothing else.
    /// </summary>
    Path,
}
