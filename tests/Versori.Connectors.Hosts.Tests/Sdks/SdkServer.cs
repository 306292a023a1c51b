using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Versori.Connectors.Hosts.Tests.Sdks;

/// <summary>
/// A vendor's API on loopback with a token endpoint. It rejects calls without a valid token with 401 and records
/// the others.
/// </summary>
internal sealed class SdkServer : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, bool> _rejected = new(StringComparer.Ordinal);
    private readonly Func<RecordedRequest, SdkResponse> _respond;
    private LoopbackServer _server = null!;
    private int _tokens;

    private SdkServer(Func<RecordedRequest, SdkResponse> respond) => _respond = respond;

    public Uri Address => _server.BaseAddress;

    public int TokenRequests => _tokens;

    /// <summary>The requests of the API, including rejected ones.</summary>
    public IReadOnlyList<RecordedRequest> Calls => [.. _server.Requests.Where(request => request.Path != "/token")];

    public static async Task<SdkServer> StartAsync(Func<RecordedRequest, SdkResponse> respond)
    {
        var server = new SdkServer(respond);
        server._server = await LoopbackServer.StartAsync(server.RespondAsync);
        return server;
    }

    /// <summary>Rejects the tokens that were issued so far.</summary>
    public void RejectTokens()
    {
        for (var number = 1; number <= _tokens; number++) _rejected[$"Bearer access-{number}"] = true;
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task RespondAsync(HttpContext context)
    {
        if (context.Request.Path == "/token")
        {
            var token = $$"""{"access_token":"access-{{Interlocked.Increment(ref _tokens)}}","token_type":"Bearer"}""";
            await WriteAsync(context, new(token));
            return;
        }

        var authorization = context.Request.Headers.Authorization.ToString();
        var isValid = authorization.StartsWith("Bearer access-", StringComparison.Ordinal)
            && !_rejected.ContainsKey(authorization);
        var request = _server.Requests.Last(call => call.Path == context.Request.Path);
        await WriteAsync(context, isValid ? _respond(request) : new("""{"message":"unauthorized"}""") { Status = 401 });
    }

    private static async Task WriteAsync(HttpContext context, SdkResponse response)
    {
        context.Response.StatusCode = response.Status;
        context.Response.ContentType = response.ContentType;
        foreach (var (name, value) in response.Headers) context.Response.Headers[name] = value;
        var body = Encoding.UTF8.GetBytes(response.Body);
        context.Response.ContentLength = body.Length;
        if (context.Request.Method != "HEAD") await context.Response.Body.WriteAsync(body);
    }
}
