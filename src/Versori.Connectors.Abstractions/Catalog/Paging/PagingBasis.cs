using System.Text.Json.Serialization;
using Versori.Connectors.Serialization;

namespace Versori.Connectors;

/// <summary>Where the knowledge about the pages of an endpoint comes from.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<PagingBasis>))]
public enum PagingBasis
{
    /// <summary>The API description or a person states it.</summary>
    Stated,

    /// <summary>It was guessed from the names and shapes of parameters and responses.</summary>
    Guessed,
}
