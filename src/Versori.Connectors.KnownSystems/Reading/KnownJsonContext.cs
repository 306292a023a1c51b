using System.Text.Json;
using System.Text.Json.Serialization;

namespace Versori.Connectors.Reading;

[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(KnownSystemEntry[]))]
[JsonSerializable(typeof(KnownSystemFile))]
internal sealed partial class KnownJsonContext : JsonSerializerContext;
