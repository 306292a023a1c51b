using System.Net;

namespace Versori.Connectors.Connecting;

/// <summary>The response of a check endpoint.</summary>
/// <param name="Status">Its status.</param>
/// <param name="IsRejected">Whether it rejects the credential, by the connector's own rules.</param>
/// <param name="IsChallengeAnswered">Whether it was a challenge, which a further request answers.</param>
internal readonly record struct CheckResponse(HttpStatusCode Status, bool IsRejected, bool IsChallengeAnswered);
