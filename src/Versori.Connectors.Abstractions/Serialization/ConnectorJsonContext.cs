using System.Text.Json;
using System.Text.Json.Serialization;

namespace Versori.Connectors.Serialization;

[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    AllowOutOfOrderMetadataProperties = true)]
[JsonSerializable(typeof(ConnectorDefinition))]
[JsonSerializable(typeof(Connector))]
[JsonSerializable(typeof(ConnectionTemplate))]
[JsonSerializable(typeof(Connection))]
[JsonSerializable(typeof(AuthSnapshot))]
[JsonSerializable(typeof(Binding))]
[JsonSerializable(typeof(PendingSignIn))]
[JsonSerializable(typeof(ConnectSession))]
[JsonSerializable(typeof(Activation))]
[JsonSerializable(typeof(IntegrationPlan))]
[JsonSerializable(typeof(DefinitionDiff))]
[JsonSerializable(typeof(SecretReference))]
[JsonSerializable(typeof(Conversation))]
[JsonSerializable(typeof(ConversationSource))]
internal sealed partial class ConnectorJsonContext : JsonSerializerContext;
