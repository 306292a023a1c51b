using System.Text.Json.Serialization;

namespace Versori.Connectors.AspNetCore.SignIn;

[JsonSerializable(typeof(KeyValuePair<string, string>[]))]
internal sealed partial class PostedResponseJson : JsonSerializerContext;
