using System.Text;
using Microsoft.AspNetCore.Http;

namespace Versori.Connectors.Testing;

/// <summary>One response of an external system, chosen by a test. Most of them are failures.</summary>
public sealed class ScriptedResponse
{
    private readonly Func<HttpContext, Task<bool>> _respond;

    private ScriptedResponse(Func<HttpContext, Task<bool>> respond) => _respond = respond;

    /// <summary>Closes the connection without a response.</summary>
    public static ScriptedResponse ConnectionReset { get; } = new(static context =>
    {
        context.Abort();
        return Task.FromResult(true);
    });

    /// <summary>A successful status without a body.</summary>
    public static ScriptedResponse Empty { get; } = Create(200, "");

    /// <summary>A successful status and truncated JSON.</summary>
    public static ScriptedResponse MalformedJson { get; } = Create(200, """{"access_token":"half""");

    /// <summary>A successful status and an HTML page.</summary>
    public static ScriptedResponse Html { get; } = Create(200, "<html><body>Please sign in</body></html>", "text/html");

    /// <summary>Well-formed JSON whose members have the wrong types.</summary>
    public static ScriptedResponse WrongTypes { get; } =
        Create(200, """{"access_token":42,"token_type":[],"expires_in":{"seconds":"soon"}}""");

    /// <summary>Any response.</summary>
    /// <param name="status">The status.</param>
    /// <param name="body">The body, sent as UTF-8.</param>
    /// <param name="contentType">The type of the body. Default: <c>application/json</c>.</param>
    /// <param name="headers">Further headers.</param>
    public static ScriptedResponse Create(
        int status,
        string body,
        string contentType = "application/json",
        params (string Name, string Value)[] headers) =>
        new(async context =>
        {
            context.Response.StatusCode = status;
            context.Response.ContentType = contentType;

            foreach (var (name, value) in headers)
            {
                context.Response.Headers.Append(name, value);
            }

            await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(body), context.RequestAborted);
            return true;
        });

    /// <summary>An error response of a token endpoint (RFC 6749 §5.2).</summary>
    public static ScriptedResponse OAuthError(string error, int status = 400) =>
        Create(status, $$"""{"error":"{{error}}"}""");

    /// <summary>Status 429 with a <c>Retry-After</c> header in seconds.</summary>
    public static ScriptedResponse TooManyRequests(int retryAfterSeconds) =>
        Create(429, """{"error":"slow_down"}""", headers: ("Retry-After", $"{retryAfterSeconds}"));

    /// <summary>A successful status and a JSON string of the given number of bytes.</summary>
    public static ScriptedResponse HugeBody(int bytes) => new(async context =>
    {
        context.Response.ContentType = "application/json";
        var chunk = new byte[64 * 1024];
        chunk.AsSpan().Fill((byte)'x');
        await context.Response.Body.WriteAsync("{\"access_token\":\""u8.ToArray(), context.RequestAborted);

        for (var left = bytes; left > 0; left -= chunk.Length)
        {
            var next = chunk.AsMemory(0, Math.Min(left, chunk.Length));
            await context.Response.Body.WriteAsync(next, context.RequestAborted);
        }

        await context.Response.Body.WriteAsync("\"}"u8.ToArray(), context.RequestAborted);
        return true;
    });

    /// <summary>No response until the gate opens; then the default response, or the given one.</summary>
    public static ScriptedResponse WaitFor(Gate gate, ScriptedResponse? then = null) => new(async context =>
    {
        await gate.WaitAsync(context.RequestAborted);
        return then is not null && await then.ApplyAsync(context);
    });

    /// <summary>Sends the response; returns false if the default response must still be sent.</summary>
    internal Task<bool> ApplyAsync(HttpContext context) => _respond(context);
}
