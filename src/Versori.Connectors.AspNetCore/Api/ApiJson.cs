using System.Text.Json.Serialization;

namespace Versori.Connectors.AspNetCore.Api;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    AllowDuplicateProperties = false)]
[JsonSerializable(typeof(ConnectorItems))]
[JsonSerializable(typeof(FormItems))]
[JsonSerializable(typeof(ConnectionItem))]
[JsonSerializable(typeof(ConnectionItems))]
[JsonSerializable(typeof(CheckItem))]
[JsonSerializable(typeof(NewSessionItem))]
[JsonSerializable(typeof(SessionItem))]
internal sealed partial class ApiJson : JsonSerializerContext;
