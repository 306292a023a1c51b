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
}
