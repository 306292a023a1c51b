using System.Text.Json.Serialization;

namespace Versori.Connectors.AspNetCore.Activations;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    AllowDuplicateProperties = false)]
[JsonSerializable(typeof(IntegrationItems))]
[JsonSerializable(typeof(ActivationItem))]
[JsonSerializable(typeof(ActivateItem))]
[JsonSerializable(typeof(DeletedPersonItem))]
internal sealed partial class ActivationJson : JsonSerializerContext;
