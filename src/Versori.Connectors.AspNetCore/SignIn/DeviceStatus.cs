using System.Text.Json.Serialization;

namespace Versori.Connectors.AspNetCore.SignIn;

/// <summary>The state of a sign-in on another device.</summary>
internal sealed record DeviceStatus(string State, string? Url);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(DeviceStatus))]
internal sealed partial class DeviceStatusJson : JsonSerializerContext;
