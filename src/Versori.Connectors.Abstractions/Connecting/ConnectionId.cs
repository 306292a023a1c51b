using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using Versori.Connectors.Serialization;

namespace Versori.Connectors;

/// <summary>The id of a connection: a version 7 UUID, so ids sort by the time of creation.</summary>
/// <param name="Value">The UUID.</param>
[JsonConverter(typeof(Converter))]
public readonly record struct ConnectionId(Guid Value) : IParsable<ConnectionId>, IComparable<ConnectionId>
{
    /// <summary>Creates a new id.</summary>
    /// <param name="now">The current time, which becomes part of the id.</param>
    public static ConnectionId New(DateTimeOffset now) => new(Guid.CreateVersion7(now));

    /// <summary>Parses an id.</summary>
    /// <exception cref="FormatException">The text is not a UUID.</exception>
    public static ConnectionId Parse(string s, IFormatProvider? provider = null)
    {
        ArgumentNullException.ThrowIfNull(s);
        return TryParse(s, provider, out var id)
            ? id
            : throw new FormatException($"'{s}' is not a connection id. Use a UUID.");
    }

    /// <summary>Tries to parse an id.</summary>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out ConnectionId result)
    {
        var parsed = Guid.TryParse(s, provider, out var value);
        result = new ConnectionId(value);
        return parsed;
    }

    /// <inheritdoc />
    public int CompareTo(ConnectionId other) => Value.CompareTo(other.Value);

    /// <summary>Returns the UUID as 32 hexadecimal digits with hyphens.</summary>
    public override string ToString() => Value.ToString();

    internal sealed class Converter : StringIdConverter<ConnectionId>;
}
