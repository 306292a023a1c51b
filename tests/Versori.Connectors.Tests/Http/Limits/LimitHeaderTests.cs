using System.Globalization;
using Versori.Connectors.Http;

namespace Versori.Connectors.Tests.Http.Limits;

/// <summary>What responses state about limits, in each form that servers use.</summary>
public sealed class LimitHeaderTests
{
    private static readonly DateTimeOffset Now =
        DateTimeOffset.Parse("2026-03-01T12:00:00Z", CultureInfo.InvariantCulture);

    [Theory]
    [InlineData("RateLimit: \"default\";r=50;t=30|RateLimit-Policy: \"default\";q=100;w=60", 100, 50, 30d)]
    [InlineData("RateLimit: \"hour\";r=900;t=1800, \"second\";r=3;t=1", null, 3, 1d)]
    [InlineData("RateLimit: limit=100, remaining=50, reset=30", 100, 50, 30d)]
    [InlineData("RateLimit-Limit: 100, 100;w=60|RateLimit-Remaining: 7|RateLimit-Reset: 12", 100, 7, 12d)]
    [InlineData("X-RateLimit-Limit: 5000|X-RateLimit-Remaining: 4999|X-RateLimit-Reset: 1772366460", 5000, 4999, 60d)]
    [InlineData("X-RateLimit-Remaining: 0|X-RateLimit-Reset: 1772366460000", null, 0, 60d)]
    [InlineData("X-RateLimit-Remaining: 0|X-RateLimit-Reset: 60", null, 0, 60d)]
    [InlineData("X-RateLimit-Remaining: 0|X-RateLimit-Reset: 1.5", null, 0, 1.5)]
    [InlineData("X-RateLimit-Remaining: 0|X-RateLimit-Reset: Sun, 01 Mar 2026 12:00:05 GMT", null, 0, 5d)]
    [InlineData("X-RateLimit-Remaining: 0|X-RateLimit-Reset: 2026-03-01T12:00:05Z", null, 0, 5d)]
    [InlineData("X-RateLimit-Remaining: 1|X-RateLimit-Reset-After: 2|X-RateLimit-Reset: 1772366460", null, 1, 2d)]
    [InlineData("X-Rate-Limit-Limit: 10|X-Rate-Limit-Remaining: 9|X-Rate-Limit-Reset: 3", 10, 9, 3d)]
    [InlineData("x-ratelimit-remaining: 2", null, 2, null)]
    [InlineData("X-RateLimit-Remaining: -1|X-RateLimit-Reset: 5", null, 0, 5d)]
    [InlineData("X-RateLimit-Remaining: 1|X-RateLimit-Reset: 1", null, 1, 1d)]
    public void A_response_states_what_is_left_until_when(string headers, int? limit, int? remaining, double? reset)
    {
        var stated = LimitHeaders.Read(Response(headers).Headers, Now);

        TimeSpan? wait = reset is { } seconds ? TimeSpan.FromSeconds(seconds) : null;
        Assert.Equal(new ServerLimit(limit, remaining, wait), stated);
    }

    [Theory]
    [InlineData("X-Other: 1")]
    [InlineData("RateLimit: ")]
    [InlineData("RateLimit: ;;;,,=")]
    [InlineData("X-RateLimit-Remaining: many")]
    public void What_is_not_understood_states_nothing(string headers)
    {
        var stated = LimitHeaders.Read(Response(headers).Headers, Now);

        Assert.Null(stated?.Remaining);
        Assert.Null(stated?.Reset);
    }

    [Theory]
    [InlineData("0", 0d)]
    [InlineData("120", 120d)]
    [InlineData("2.5", 2.5)]
    [InlineData("999999999", 999999999d)]
    [InlineData("1772366410", 10d)]
    [InlineData("1772366410000", 10d)]
    [InlineData("1000000000", 0d)]
    [InlineData("Sun, 01 Mar 2026 12:00:10 GMT", 10d)]
    [InlineData("Sun, 01 Mar 2026 11:00:00 GMT", 0d)]
    [InlineData("soon", null)]
    [InlineData("-5", null)]
    [InlineData("NaN", null)]
    [InlineData("1e400", null)]
    [InlineData("", null)]
    public void Retry_After_is_seconds_a_time_or_a_date(string value, double? seconds) =>
        Assert.Equal(
            seconds is { } number ? TimeSpan.FromSeconds(number) : null,
            LimitTimes.RetryAfter(Response($"Retry-After: {value}").Headers, Now));

    private static HttpResponseMessage Response(string headers)
    {
        var response = new HttpResponseMessage();
        foreach (var header in headers.Split('|'))
        {
            var colon = header.IndexOf(':', StringComparison.Ordinal);
            response.Headers.TryAddWithoutValidation(header[..colon], header[(colon + 1)..].Trim());
        }

        return response;
    }
}
