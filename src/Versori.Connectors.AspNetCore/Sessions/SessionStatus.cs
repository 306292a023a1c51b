using System.Text.Json.Serialization;

namespace Versori.Connectors.AspNetCore.Sessions;

/// <summary>The state of a connect session, as the client script polls it.</summary>
internal sealed record SessionStatus(string State, IReadOnlyList<string> Connections);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(SessionStatus))]
internal sealed partial class SessionStatusJson : JsonSerializerContext;
