using System.Text.Json.Serialization;
using Versori.Connectors.Serialization;

namespace Versori.Connectors;

/// <summary>Where the <c>oauth_</c> parameters of a request are sent (RFC 5849 §3.5).</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<OAuth1Placement>))]
public enum OAuth1Placement
{
    /// <summary>The <c>Authorization</c> header (RFC 5849 §3.5.1).</summary>
    Header,

    /// <summary>The query of the URL (RFC 5849 §3.5.3).</summary>
    Query,

    /// <summary>
    /// A form body (RFC 5849 §3.5.2). Requests whose body is not a form have the parameters in the header.
    /// </summary>
    Form,
}
