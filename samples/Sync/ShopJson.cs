using System.Text.Json;
using System.Text.Json.Serialization;

namespace SyncSample;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(Order))]
[JsonSerializable(typeof(OrderTable.Content))]
internal sealed partial class ShopJson : JsonSerializerContext;
