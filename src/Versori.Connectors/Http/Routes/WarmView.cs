using System.Net.Http.Headers;
using Versori.Connectors.Authentication;

namespace Versori.Connectors.Http;

/// <summary>What one call on a warm connection needs.</summary>
/// <param name="Origin">The first of the origins that the credentials may be sent to.</param>
/// <param name="Authorization">The <c>Authorization</c> header, where that is all that a request needs.</param>
/// <param name="Authenticators">What authenticates a request otherwise.</param>
/// <param name="FollowUps">Which answers need more than being handed on.</param>
/// <param name="Call">All the rest.</param>
internal readonly record struct WarmView(
    string? Origin, AuthenticationHeaderValue? Authorization, RequestAuthenticator[] Authenticators, FollowUps FollowUps, WarmCall Call);
