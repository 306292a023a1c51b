using System.Text.Json;
using System.Text.Json.Serialization;

namespace Versori.Connectors;

/// <summary>Reads and writes questions. A question that is only a text is a string, as in earlier plans.</summary>
internal sealed class PlanQuestionConverter : JsonConverter<PlanQuestion>
{
    public override PlanQuestion Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String) return new() { Text = reader.GetString()! };
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("A question must be a text or an object.");
        }

        var question = new PlanQuestion { Text = "" };
        var hasText = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString();
            reader.Read();
            hasText |= name == "text" && reader.TokenType == JsonTokenType.String;
            question = name switch
            {
                "id" => question with { Id = reader.GetString() ?? "" },
                "text" => question with { Text = reader.GetString() ?? "" },
                "importance" => question with { Importance = Value<QuestionImportance>(ref reader) },
                "options" => question with { Options = Texts(ref reader) },
                "default" => question with { Default = reader.GetString() },
                "state" => question with { State = Value<QuestionState>(ref reader) },
                "answer" => question with { Answer = reader.GetString() },
                "place" => question with { Place = reader.GetString() },
                _ => throw new JsonException($"A question has no member '{name}'."),
            };
        }

        return hasText ? question : throw new JsonException("A question needs a text.");
    }

    public override void Write(Utf8JsonWriter writer, PlanQuestion value, JsonSerializerOptions options)
    {
        if (value == new PlanQuestion { Text = value.Text })
        {
            writer.WriteStringValue(value.Text);
            return;
        }

        writer.WriteStartObject();
        writer.WriteString("id", value.Id);
        writer.WriteString("text", value.Text);
        writer.WriteString("importance", Word(value.Importance.ToString()));
        writer.WriteStartArray("options");
        foreach (var option in value.Options) writer.WriteStringValue(option);
        writer.WriteEndArray();
        if (value.Default is not null) writer.WriteString("default", value.Default);
        writer.WriteString("state", Word(value.State.ToString()));
        if (value.Answer is not null) writer.WriteString("answer", value.Answer);
        if (value.Place is not null) writer.WriteString("place", value.Place);
        writer.WriteEndObject();
    }

    private static string Word(string member) => JsonNamingPolicy.CamelCase.ConvertName(member);

    private static T Value<T>(ref Utf8JsonReader reader)
        where T : struct, Enum
    {
        var text = reader.GetString();
        foreach (var value in Enum.GetValues<T>())
        {
            if (Word(value.ToString()) == text) return value;
        }

        throw new JsonException($"'{text}' is not a value of {typeof(T).Name}.");
    }

    private static List<string> Texts(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartArray) throw new JsonException("The options must be a list.");
        var texts = new List<string>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            texts.Add(reader.GetString() ?? throw new JsonException("An option cannot be null."));
        }

        return texts;
    }
}
