using System.Text.Json.Serialization;

namespace Versori.Connectors.Benchmarks.Invoking;

/// <summary>The JSON of the orders, for both contenders.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Order))]
internal sealed partial class OrderJson : JsonSerializerContext;
