using System.Text.Json.Serialization;
using Versori.Connectors.Serialization;

namespace Versori.Connectors;

/// <summary>What came of checking a webhook's request. The set is closed: a host can handle each.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<WebhookOutcome>))]
public enum WebhookOutcome
{
    /// <summary>It is genuine and new: handle it.</summary>
    Verified,

    /// <summary>It asks something before anything is sent: send back <see cref="WebhookVerification.Answer"/>. There is no event in it.</summary>
    Challenge,

    /// <summary>It lacks the signature, key or timestamp that the scheme needs.</summary>
    MissingSignature,

    /// <summary>The signature or key is wrong, or made with a secret that is not known.</summary>
    InvalidSignature,

    /// <summary>It is genuine, but older than the scheme allows.</summary>
    Expired,

    /// <summary>It is genuine, but its time is further ahead than the scheme allows.</summary>
    NotYetValid,

    /// <summary>It is genuine, and was seen before.</summary>
    Replayed,

    /// <summary>It cannot be checked: a header is there twice, a timestamp or the body cannot be read.</summary>
    Malformed,

    /// <summary>The body is larger than the host's options allow.</summary>
    TooLarge,

    /// <summary>There is no such connector, connection or webhook.</summary>
    UnknownWebhook,

    /// <summary>No signing secret was set for it, so that nothing can be genuine.</summary>
    NoSecret,
}
