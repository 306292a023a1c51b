using System.Text.Json.Serialization;
using Versori.Connectors.Serialization;

namespace Versori.Connectors;

/// <summary>The result of verifying a webhook's request. The set is closed: a host can handle each.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<WebhookOutcome>))]
public enum WebhookOutcome
{
    /// <summary>The request is genuine and new. Handle it.</summary>
    Verified,

    /// <summary>
    /// The request is a challenge. Send <see cref="WebhookVerification.Response"/>. It contains no event.
    /// </summary>
    Challenge,

    /// <summary>The request lacks the signature, key or timestamp that the scheme needs.</summary>
    MissingSignature,

    /// <summary>The signature or key is wrong, or was created with an unknown secret.</summary>
    InvalidSignature,

    /// <summary>The request is genuine, but older than the scheme allows.</summary>
    Expired,

    /// <summary>The request is genuine, but its timestamp is further in the future than the scheme allows.</summary>
    NotYetValid,

    /// <summary>The request is genuine, but was received before.</summary>
    Replayed,

    /// <summary>
    /// The request cannot be verified: a header is duplicated, or the timestamp or the body cannot be read.
    /// </summary>
    Malformed,

    /// <summary>The body is larger than the host's options allow.</summary>
    TooLarge,

    /// <summary>There is no such connector, connection or webhook.</summary>
    UnknownWebhook,

    /// <summary>
    /// No request can be verified: no signing secret is set for the webhook, or the process does not have the handler
    /// or the algorithm that the scheme needs.
    /// </summary>
    NoSecret,
}
