using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Versori.Connectors.Testing;

/// <summary>The default response of the scripted API: a description of the request, or 401 (RFC 6750 §3).</summary>
internal static class ApiResponse
{
    public static Task WriteAsync(HttpContext context, RecordedRequest request, string? credential, bool isValid)
    {
        if (!isValid)
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            context.Response.Headers.WWWAuthenticate = credential is null ? "Bearer" : "Bearer error=\"invalid_token\"";
            return Task.CompletedTask;
        }

        var headers = request.Headers.Select(header => KeyValuePair.Create(header.Key, (JsonNode?)header.Value));

        return context.Response.WriteAsJsonAsync(
            new JsonObject
            {
                ["method"] = request.Method,
                ["target"] = request.Target,
                ["credential"] = credential,
                ["headers"] = new JsonObject(headers),
                ["body"] = request.Text,
            },
            context.RequestAborted);
    }
}
