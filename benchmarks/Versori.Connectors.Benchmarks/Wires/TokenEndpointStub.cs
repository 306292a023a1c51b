using System.Diagnostics;
using System.Net;
using System.Text;

namespace Versori.Connectors.Benchmarks.Wires;

/// <summary>
/// A token endpoint without a network, the same for all contenders. It counts requests and has a configurable delay.
/// </summary>
internal sealed class TokenEndpointStub : HttpMessageHandler
{
    private int _requests;

    public int Requests => Volatile.Read(ref _requests);

    /// <summary>The last issued token.</summary>
    public string LastToken => Token(Requests);

    /// <summary>The duration of the longest request.</summary>
    public TimeSpan Longest { get; set; }

    /// <summary>The delay of a response.</summary>
    public TimeSpan Latency { get; set; }

    /// <summary>The value of <c>expires_in</c>.</summary>
    public TimeSpan Lifetime { get; set; } = TimeSpan.FromHours(1);

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var begun = Stopwatch.GetTimestamp();
        var number = Interlocked.Increment(ref _requests);

        if (Latency > TimeSpan.Zero)
        {
            await Task.Delay(Latency, TimeProvider.System, cancellationToken);
        }

        if (Stopwatch.GetElapsedTime(begun) is var took && took > Longest) Longest = took;

        var json = $$"""
            {"token_type":"Bearer","access_token":"{{Token(number)}}","expires_in":{{(int)Lifetime.TotalSeconds}}}
            """;
        return new(HttpStatusCode.OK)
        {
            RequestMessage = request,
            Content = new StringContent(json, Encoding.UTF8, "application/json"),
        };
    }

    private static string Token(int number) => $"token-{number:D12}";
}
