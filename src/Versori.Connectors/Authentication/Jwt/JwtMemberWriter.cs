using System.Text.Json;
using Versori.Connectors.Expressions;

namespace Versori.Connectors.Authentication.Jwt;

/// <summary>Writes the filled members of a header or a claims set as JSON.</summary>
internal static class JwtMemberWriter
{
    public static void Write(Utf8JsonWriter json, JwtClaim member, ExpressionValues values)
    {
        var template = TextExpression.Parse(member.Value);
        if (member.Optional && IsEmpty(template, values)) return;
        switch (member.Kind)
        {
            case JwtValueKind.String:
                json.WriteString(member.Name, template.Evaluate(values, ValuePosition.Raw));
                break;
            case JwtValueKind.Number:
                WriteRaw(json, member, template.Evaluate(values, ValuePosition.Raw), JsonValueKind.Number);
                break;
            default:
                WriteRaw(json, member, template.Evaluate(values, ValuePosition.JsonString), expected: null);
                break;
        }
    }

    private static bool IsEmpty(TextExpression template, ExpressionValues values) =>
        template.FindMissingName(values) is not null || template.Evaluate(values, ValuePosition.Raw).Length == 0;

    private static void WriteRaw(Utf8JsonWriter json, JwtClaim member, string text, JsonValueKind? expected)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            if (expected is null || document.RootElement.ValueKind == expected)
            {
                json.WritePropertyName(member.Name);
                document.RootElement.WriteTo(json);
                return;
            }
        }
        catch (JsonException)
        {
            // The error below does not contain the text, which may contain a secret.
        }

        var expectedText = expected is null ? "JSON" : "a JSON number";
        throw new ConnectorException(new ConnectorError
        {
            Code = ConnectorErrorCode.InvalidInput,
            Message = $"The value of the token's member '{member.Name}' is not {expectedText}.",
            Location = member.Name,
        });
    }
}
