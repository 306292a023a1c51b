using System.Text.Json;
using System.Text.Json.Serialization;

namespace Versori.Connectors.Serialization;

/// <summary>Writes enum members as camel-case words, never as numbers.</summary>
internal sealed class CamelCaseEnumConverter<T>()
    : JsonStringEnumConverter<T>(JsonNamingPolicy.CamelCase, allowIntegerValues: false)
    where T : struct, Enum;
