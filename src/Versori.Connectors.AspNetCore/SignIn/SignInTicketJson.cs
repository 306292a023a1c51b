using System.Text.Json.Serialization;

namespace Versori.Connectors.AspNetCore.SignIn;

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(SignInTicket))]
internal sealed partial class SignInTicketJson : JsonSerializerContext;
