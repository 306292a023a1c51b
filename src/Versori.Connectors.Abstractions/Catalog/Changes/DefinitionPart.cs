using System.Text.Json.Serialization;
using Versori.Connectors.Serialization;

namespace Versori.Connectors;

/// <summary>The part of a definition that changed.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<DefinitionPart>))]
public enum DefinitionPart
{
    /// <summary>The connector as a whole, such as its base URL or its headers.</summary>
    Connector,

    /// <summary>An input.</summary>
    Input,

    /// <summary>An auth method.</summary>
    AuthMethod,

    /// <summary>An endpoint.</summary>
    Endpoint,

    /// <summary>A webhook.</summary>
    Webhook,

    /// <summary>A shared schema. What it means for calls is stated at the endpoints that use it.</summary>
    Schema,
}
