using System.Net.Http.Headers;
using Versori.Connectors.Authentication;

namespace Versori.Connectors.Http;

/// <summary>What a call on a warm connection needs, read from a <see cref="WarmEntry"/>.</summary>
/// <param name="Origin">The first of the origins that the credentials may be sent to.</param>
/// <param name="Authorization">The <c>Authorization</c> header, if the request needs nothing else.</param>
/// <param name="Authenticators">The authenticators to apply otherwise.</param>
/// <param name="ResponseClassifier">Determines which responses need handling.</param>
/// <param name="Call">The route and the prepared connection.</param>
internal readonly record struct WarmView(
    string? Origin,
    AuthenticationHeaderValue? Authorization,
    RequestAuthenticator[] Authenticators,
    ResponseClassifier ResponseClassifier,
    WarmCall Call);
