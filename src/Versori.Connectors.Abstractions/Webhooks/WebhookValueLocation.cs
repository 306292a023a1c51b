using System.Text.Json.Serialization;
using Versori.Connectors.Serialization;

namespace Versori.Connectors;

/// <summary>The part of a webhook's request that contains a value.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<WebhookValueLocation>))]
public enum WebhookValueLocation
{
    /// <summary>A header.</summary>
    Header,

    /// <summary>A query parameter.</summary>
    Query,

    /// <summary>The body's JSON.</summary>
    Body,
}
