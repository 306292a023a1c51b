using System.Text.Json.Serialization;
using Versori.Connectors.Serialization;

namespace Versori.Connectors;

/// <summary>How arrays and objects are serialized in a parameter (OpenAPI 3.1 §4.8.12.2 "Style Values").</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<ParameterStyle>))]
public enum ParameterStyle
{
    /// <summary>Comma-separated: <c>a,b</c>.</summary>
    Simple,

    /// <summary>Query form: <c>name=a&amp;name=b</c>, or <c>name=a,b</c> when not exploded.</summary>
    Form,

    /// <summary>Space-separated: <c>name=a%20b</c>.</summary>
    SpaceDelimited,

    /// <summary>Pipe-separated: <c>name=a|b</c>.</summary>
    PipeDelimited,

    /// <summary>Tab-separated (OpenAPI 2.0 <c>tsv</c>).</summary>
    TabDelimited,

    /// <summary>Nested objects: <c>name[key]=value</c>.</summary>
    DeepObject,

    /// <summary>Path labels: <c>.a.b</c>.</summary>
    Label,

    /// <summary>Path-style parameters: <c>;name=a,b</c>.</summary>
    Matrix,

    /// <summary>
    /// Cookies without percent-encoding: <c>name=a; name=b</c> (OpenAPI 3.2 §4.12.3). Values that a cookie cannot hold
    /// are refused.
    /// </summary>
    Cookie,
}
