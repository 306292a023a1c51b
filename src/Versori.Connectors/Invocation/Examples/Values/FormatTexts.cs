using System.Globalization;
using System.Net;
using System.Net.Mail;

namespace Versori.Connectors.Invocation;

/// <summary>Texts of known formats (JSON Schema validation §7.3, and the registry of OpenAPI).</summary>
internal static class FormatTexts
{
    /// <summary>The texts of a format, the usual one first; none if the format is not known.</summary>
    public static IEnumerable<string> Of(string format, int variant)
    {
        var day = ((variant % 28) + 1).ToString("00", CultureInfo.InvariantCulture);
        var second = (variant % 60).ToString("00", CultureInfo.InvariantCulture);
        var number = (variant + 1).ToString(CultureInfo.InvariantCulture);
        var suffix = variant == 0 ? "" : number;
        return format.ToLowerInvariant() switch
        {
            "date-time" or "datetime" or "timestamp" or "iso8601" or "iso-8601" or "date_time" =>
            [
                $"2024-01-{day}T00:00:00Z", $"2024-01-{day}T00:00:00.000Z", $"2024-01-{day}T00:00:00+00:00",
                $"2024-01-{day}T00:00:00.000000Z", $"2024-01-{day}T00:00:00.000+00:00",
            ],
            "date-time-local" => [$"2024-01-{day}T00:00:00"],
            "date" or "full-date" => [$"2024-01-{day}"],
            "time" => [$"00:00:{second}Z", $"00:00:{second}", "00:00"],
            "time-local" => [$"00:00:{second}"],
            "duration" => [$"PT{number}H", $"P{number}D", $"P{number}M"],
            "email" or "idn-email" => [$"person{suffix}@example.com"],
            "hostname" or "idn-hostname" => [$"host{suffix}.example.com"],
            "ipv4" or "ip" or "ip-address" => [$"192.0.2.{number}"],
            "ipv6" => [$"2001:db8::{number}"],
            "cidr" or "ipv4-cidr" => [$"192.0.{number}.0/24"],
            "uri" or "url" or "iri" => [$"https://example.com/a{suffix}", $"http://a.io/{suffix}"],
            "uri-reference" or "iri-reference" => [$"/a{suffix}", $"https://example.com/a{suffix}"],
            "uri-template" => [$"/a{suffix}/{{id}}"],
            "uuid" or "guid" => [$"00000000-0000-4000-8000-{number.PadLeft(12, '0')}"],
            "json-pointer" => [$"/a{suffix}"],
            "relative-json-pointer" => [number],
            "regex" => [$"^a{suffix}$"],

            // RFC 4648 §4: "text" and a number.
            "byte" or "base64" or "base64url" => [Base64($"tex{(char)('a' + (variant % 26))}xt")],
            "int32" or "int64" or "integer" or "int" or "long" or "uint64" or "uint32" or "numeric" => [number],
            "decimal" or "double" or "float" or "number" or "money" => [$"{number}.5", number],
            "phone" or "phone-number" => [$"+1202555010{number[^1]}"],
            "country-code" => ["US"],
            "currency" => ["USD"],
            "color" => ["#0000ff"],
            "boolean" => ["true"],
            _ => [],
        };
    }

    /// <summary>Whether a text can have a format; true if the format is not known.</summary>
    public static bool IsPlausible(string format, string text) => format switch
    {
        "date-time" => text.Length > 10 && text[10] is 'T' or 't' or ' ' && IsTime(text),
        "date" => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        "uuid" => Guid.TryParseExact(text, "D", out _),
        "ipv4" or "ipv6" => IPAddress.TryParse(text, out _),
        "uri" => Uri.TryCreate(text, UriKind.Absolute, out _),
        "email" => MailAddress.TryCreate(text, out var address) && address.Address == text,
        _ => true,
    };

    private static bool IsTime(string text)
    {
        var hasZone = text.EndsWith('Z') || text.EndsWith('z') || text.LastIndexOfAny(['+', '-']) > 10;
        return hasZone
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out _);
    }

    private static string Base64(string text) => Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(text));
}
