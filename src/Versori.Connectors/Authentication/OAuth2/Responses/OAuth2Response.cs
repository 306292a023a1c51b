using System.Net;
using System.Net.Http.Headers;
using Versori.Connectors.Http;

namespace Versori.Connectors.Authentication.OAuth2;

/// <summary>A response of an authorization server's endpoint. Its body may contain secrets.</summary>
internal sealed class OAuth2Response(
    HttpStatusCode status, HttpResponseHeaders headers, string? mediaType, BoundedBody body, DateTimeOffset at)
{
    private readonly DateTimeOffset? _sentAt;

    public HttpStatusCode Status => status;

    public bool IsSuccess => (int)status is >= 200 and < 300;

    public HttpResponseHeaders Headers => headers;

    public string? MediaType => mediaType;

    public BoundedBody Body => body;

    /// <summary>When the response was received.</summary>
    public DateTimeOffset At => at;

    /// <summary>When the request was sent.</summary>
    public DateTimeOffset SentAt
    {
        get => _sentAt ?? at;
        init => _sentAt = value;
    }

    public bool IsTransient =>
        status is HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout || (int)status >= 500;

    /// <summary>How long to wait before the next request, if the response states it (RFC 9110 §10.2.3).</summary>
    public TimeSpan? RetryAfter => headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } when date > at => date - at,
        _ => null,
    };
}
