using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Versori.Connectors.Tests.Invocation;

/// <summary>Arguments from typed objects are the members of their JSON.</summary>
public sealed partial class TypedArgumentTests
{
    [Fact]
    public void The_arguments_are_the_members_of_the_json() => AssertSame(
        new Everything
        {
            Text = "ü \"quoted\"",
            Number = 7,
            Maybe = null,
            Truth = true,
            Large = long.MaxValue,
            Price = 2.50m,
            Ratio = 0.1,
            Kind = DayOfWeek.Friday,
            When = new(2024, 1, 2, 3, 4, 5, TimeSpan.FromHours(2)),
            Tags = ["a", "b"],
            Inner = new Inner("x", null),
            Anything = new Inner("y", 1),
            Hidden = "hidden",
            Renamed = "r",
        },
        TypedContext.Default.Everything);

    [Fact]
    public void Empty_members_are_left_out_where_the_type_says_so()
    {
        AssertSame(new Sparse(), TypedContext.Default.Sparse);
        AssertSame(new Sparse { Text = "a", Number = 1 }, TypedContext.Default.Sparse);
        AssertSame(new Everything(), SparseContext.Default.Everything);
    }

    [Fact]
    public void Types_with_converters_number_handling_or_further_members_keep_their_json()
    {
        AssertSame(new Special { Number = 5, Flag = true, More = new() { ["x"] = 1 } }, TypedContext.Default.Special);
        AssertSame(new Point(1, 2), TypedContext.Default.Point);
        AssertSame<Animal>(new Dog { Name = "Rex", Barks = true }, TypedContext.Default.Animal);
        AssertSame(new Dictionary<string, int> { ["a"] = 1 }, TypedContext.Default.DictionaryStringInt32);
        AssertSame<Plain>(new MorePlain { Text = "t", More = "m" }, TypedContext.Default.Plain);
    }

    [Fact]
    public void A_value_whose_json_is_no_object_has_no_names() => Assert.Throws<ArgumentException>(
        "values", () => EndpointArguments.From(5, TypedContext.Default.Int32));

    private static void AssertSame<T>(T value, JsonTypeInfo<T> type)
    {
        var arguments = EndpointArguments.From(value, type);

        var members = new JsonObject();
        foreach (var (name, argument) in arguments) members[name] = JsonSerializer.SerializeToNode(argument);
        Assert.Equal(JsonSerializer.SerializeToNode(value, type)!.ToJsonString(), members.ToJsonString());
    }

    internal sealed class Everything
    {
        public string? Text { get; init; }

        public int Number { get; init; }

        public int? Maybe { get; init; }

        public bool Truth { get; init; }

        public long Large { get; init; }

        public decimal Price { get; init; }

        public double Ratio { get; init; }

        public DayOfWeek Kind { get; init; }

        public DateTimeOffset When { get; init; }

        public List<string>? Tags { get; init; }

        public Inner? Inner { get; init; }

        public object? Anything { get; init; }

        [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
        public string? Always { get; init; }

        [JsonIgnore]
        public string? Hidden { get; init; }

        [JsonPropertyName("other name")]
        [JsonPropertyOrder(-1)]
        public string? Renamed { get; init; }

        public string Computed => "c";
    }

    internal sealed record Inner(string Name, int? Count);

    internal sealed class Sparse
    {
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public string? Text { get; init; }

        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
        public int Number { get; init; }
    }

    internal sealed class Special
    {
        [JsonNumberHandling(JsonNumberHandling.WriteAsString)]
        public int Number { get; init; }

        [JsonConverter(typeof(YesNo))]
        public bool Flag { get; init; }

        [JsonExtensionData]
        public Dictionary<string, object>? More { get; set; }
    }

    internal readonly record struct Point(int X, int Y);

    [JsonDerivedType(typeof(Dog), "dog")]
    internal class Animal
    {
        public string? Name { get; init; }
    }

    internal sealed class Dog : Animal
    {
        public bool Barks { get; init; }
    }

    internal class Plain
    {
        public string? Text { get; init; }
    }

    internal sealed class MorePlain : Plain
    {
        public string? More { get; init; }
    }

    internal sealed class YesNo : JsonConverter<bool>
    {
        public override bool Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.GetString() == "yes";

        public override void Write(Utf8JsonWriter writer, bool value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value ? "yes" : "no");
    }

    [JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
    [JsonSerializable(typeof(Everything))]
    [JsonSerializable(typeof(Inner))]
    [JsonSerializable(typeof(Sparse))]
    [JsonSerializable(typeof(Special))]
    [JsonSerializable(typeof(Point))]
    [JsonSerializable(typeof(Animal))]
    [JsonSerializable(typeof(Plain))]
    [JsonSerializable(typeof(Dictionary<string, int>))]
    internal sealed partial class TypedContext : JsonSerializerContext;

    [JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
    [JsonSerializable(typeof(Everything))]
    [JsonSerializable(typeof(Inner))]
    internal sealed partial class SparseContext : JsonSerializerContext;
}
