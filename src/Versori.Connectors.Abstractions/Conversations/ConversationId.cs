using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using Versori.Connectors.Serialization;

namespace Versori.Connectors;

/// <summary>The id of a conversation: a version 7 UUID, so ids sort by the time of creation.</summary>
/// <param name="Value">The UUID.</param>
[JsonConverter(typeof(Converter))]
public readonly record struct ConversationId(Guid Value) : IParsable<ConversationId>, IComparable<ConversationId>
{
    /// <summary>Creates a new id.</summary>
    /// <param name="now">The current time, which becomes part of the id.</param>
    public static ConversationId New(DateTimeOffset now) => new(Guid.CreateVersion7(now));

    /// <summary>Parses an id.</summary>
    /// <exception cref="FormatException">The text is not a UUID.</exception>
    public static ConversationId Parse(string s, IFormatProvider? provider = null)
    {
        ArgumentNullException.ThrowIfNull(s);
        return TryParse(s, provider, out var id)
            ? id
            : throw new FormatException($"'{s}' is not a conversation id. Use a UUID.");
    }

    /// <summary>Tries to parse an id.</summary>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out ConversationId result)
    {
        var parsed = Guid.TryParse(s, provider, out var value);
        result = new ConversationId(value);
        return parsed;
    }

    /// <inheritdoc />
    public int CompareTo(ConversationId other) => Value.CompareTo(other.Value);

    /// <summary>Returns the UUID as 32 hexadecimal digits with hyphens.</summary>
    public override string ToString() => Value.ToString();

    internal sealed class Converter : StringIdConverter<ConversationId>;
}
