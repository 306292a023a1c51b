using System.Text.Json.Serialization;
using Versori.Connectors.Serialization;

namespace Versori.Connectors;

/// <summary>Where an example value comes from, the least certain first.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<ExampleOrigin>))]
public enum ExampleOrigin
{
    /// <summary>Made so that it matches the schema. The external system does not know it.</summary>
    Made,

    /// <summary>One of the values that the schema allows: <c>enum</c>, <c>const</c>, or a boolean.</summary>
    Allowed,

    /// <summary>The schema's default.</summary>
    Default,

    /// <summary>An example of the document.</summary>
    Example,

    /// <summary>A response of the external system to an earlier call.</summary>
    Response,

    /// <summary>The caller.</summary>
    Given,
}
