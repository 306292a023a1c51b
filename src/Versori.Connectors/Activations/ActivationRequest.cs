using System.Text.Json;

namespace Versori.Connectors;

/// <summary>What to activate for an end user.</summary>
public sealed record ActivationRequest
{
    /// <summary>The integration's name in the host, see <see cref="TemplateId.Integration"/>.</summary>
    public required string Integration { get; init; }

    /// <summary>The end user, by the host's own id: <see cref="Versori.Connectors.Owner.User"/>.</summary>
    public required Owner Owner { get; init; }

    /// <summary>
    /// The connection of each template per owner, by <see cref="TemplateId.Name"/>. A template that is left out uses
    /// what it is bound to, or else the person's default connection, or the only one.
    /// </summary>
    public IReadOnlyDictionary<string, ConnectionId> Connections { get; init; } =
        new Dictionary<string, ConnectionId>(StringComparer.Ordinal);

    /// <summary>
    /// The values of the integration's variables: an object that conforms to the integration's schema. Default: those
    /// that are stored, or none.
    /// </summary>
    public JsonElement? Variables { get; init; }

    /// <summary>
    /// The revision of the activation that was read; 0: there was none. Default: the activation is changed whatever its
    /// revision is.
    /// </summary>
    public long? Revision { get; init; }
}
