using System.Text;
using Microsoft.AspNetCore.Http;

namespace Versori.Connectors.Testing;

/// <summary>One answer of an external system, as a test wants it: mostly one that the caller did not hope for.</summary>
public sealed class Fault
{
    private readonly Func<HttpContext, Task<bool>> _answer;

    private Fault(Func<HttpContext, Task<bool>> answer) => _answer = answer;

    /// <summary>The connection is cut before an answer is given.</summary>
    public static Fault ConnectionReset { get; } = new(static context =>
    {
        context.Abort();
        return Task.FromResult(true);
    });

    /// <summary>A successful status with no body.</summary>
    public static Fault Empty { get; } = Answer(200, "");

    /// <summary>A successful status and JSON that ends in the middle.</summary>
    public static Fault MalformedJson { get; } = Answer(200, """{"access_token":"half""");

    /// <summary>A successful status and a page made for people.</summary>
    public static Fault Html { get; } = Answer(200, "<html><body>Please sign in</body></html>", "text/html");

    /// <summary>Well-formed JSON whose members have the wrong types.</summary>
    public static Fault WrongTypes { get; } =
        Answer(200, """{"access_token":42,"token_type":[],"expires_in":{"seconds":"soon"}}""");

    /// <summary>Any answer.</summary>
    /// <param name="status">The status.</param>
    /// <param name="body">The body, sent as UTF-8.</param>
    /// <param name="contentType">Its type. Default: <c>application/json</c>.</param>
    /// <param name="headers">Further headers.</param>
    public static Fault Answer(
        int status, string body, string contentType = "application/json", params (string Name, string Value)[] headers) =>
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

    /// <summary>An error answer of a token endpoint (RFC 6749 §5.2).</summary>
    public static Fault OAuthError(string error, int status = 400) => Answer(status, $$"""{"error":"{{error}}"}""");

    /// <summary>Too many requests, come back after so many seconds.</summary>
    public static Fault TooManyRequests(int retryAfterSeconds) =>
        Answer(429, """{"error":"slow_down"}""", headers: ("Retry-After", $"{retryAfterSeconds}"));

    /// <summary>A successful status and a JSON string of so many bytes.</summary>
    public static Fault HugeBody(int bytes) => new(async context =>
    {
        context.Response.ContentType = "application/json";
        var chunk = new byte[64 * 1024];
        chunk.AsSpan().Fill((byte)'x');
        await context.Response.Body.WriteAsync("{\"access_token\":\""u8.ToArray(), context.RequestAborted);

        for (var left = bytes; left > 0; left -= chunk.Length)
        {
            await context.Response.Body.WriteAsync(chunk.AsMemory(0, Math.Min(left, chunk.Length)), context.RequestAborted);
        }

        await context.Response.Body.WriteAsync("\"}"u8.ToArray(), context.RequestAborted);
        return true;
    });

    /// <summary>No answer until the gate opens; then the usual one, or the one given.</summary>
    public static Fault Hang(Gate gate, Fault? then = null) => new(async context =>
    {
        await gate.WaitAsync(context.RequestAborted);
        return then is not null && await then.ApplyAsync(context);
    });

    /// <summary>Answers; false where the usual answer is still to be given.</summary>
    internal Task<bool> ApplyAsync(HttpContext context) => _answer(context);
}
