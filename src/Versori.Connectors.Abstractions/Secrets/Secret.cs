using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Versori.Connectors;

/// <summary>
/// A value that must never be shown. Text, debugger and JSON show <c>[redacted]</c>. Only <see cref="Reveal"/> returns
/// the value. Values are compared in constant time.
/// </summary>
[DebuggerDisplay(Redacted)]
[JsonConverter(typeof(Converter))]
public sealed class Secret : IEquatable<Secret>
{
    /// <summary>The text that is shown in place of a secret.</summary>
    public const string Redacted = "[redacted]";

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly string _value;

    /// <summary>Creates a secret from its value.</summary>
    public Secret(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        _value = value;
    }

    /// <summary>Returns the value in clear text. Do not log it or put it into an exception.</summary>
    public string Reveal() => _value;

    /// <inheritdoc />
    public bool Equals(Secret? other) =>
        other is not null
        && CryptographicOperations.FixedTimeEquals(
            Encoding.UTF8.GetBytes(_value),
            Encoding.UTF8.GetBytes(other._value));

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as Secret);

    /// <summary>Returns the same hash code for all secrets, so that it discloses nothing.</summary>
    public override int GetHashCode() => 0;

    /// <summary>Returns <c>[redacted]</c>.</summary>
    public override string ToString() => Redacted;

    internal sealed class Converter : JsonConverter<Secret>
    {
        public override Secret Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            new(reader.GetString() ?? throw new JsonException("A secret cannot be null."));

        public override void Write(Utf8JsonWriter writer, Secret value, JsonSerializerOptions options) =>
            writer.WriteStringValue(Redacted);
    }
}
