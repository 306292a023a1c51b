using System.Text.Json.Serialization;

namespace Versori.Connectors.AspNetCore.Links;

/// <summary>Whom a link is for, what it connects, and when it ends (seconds since 1970).</summary>
internal sealed record OwnerLinkTicket(string Owner, string Connector, long Until);

[JsonSerializable(typeof(OwnerLinkTicket))]
internal sealed partial class OwnerLinkTicketJson : JsonSerializerContext;
