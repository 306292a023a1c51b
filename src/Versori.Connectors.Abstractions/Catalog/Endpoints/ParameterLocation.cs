using System.Text.Json.Serialization;
using Versori.Connectors.Serialization;

namespace Versori.Connectors;

/// <summary>The part of a request that carries a parameter.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<ParameterLocation>))]
public enum ParameterLocation
{
    /// <summary>A segment of the path.</summary>
    Path,

    /// <summary>The query of the URL.</summary>
    Query,

    /// <summary>A request header.</summary>
    Header,

    /// <summary>A cookie.</summary>
    Cookie,

    /// <summary>
    /// The whole query of the URL, written in the parameter's media type (OpenAPI 3.2 §4.12.1, <c>querystring</c>).
    /// </summary>
    QueryString,
}
