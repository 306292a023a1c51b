using System.Text.Json.Serialization;

namespace Versori.Connectors.AspNetCore.SignIn;

[JsonSerializable(typeof(Dictionary<string, string>))]
internal sealed partial class PostedResponseJson : JsonSerializerContext;
