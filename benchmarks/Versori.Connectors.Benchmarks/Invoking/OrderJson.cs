using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Versori.Connectors.Benchmarks.Invoking;

/// <summary>The JSON of the orders, for both contenders.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Order))]
[JsonSerializable(typeof(OrderArguments))]
[JsonSerializable(typeof(JsonObject))]
internal sealed partial class OrderJson : JsonSerializerContext;
