using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;

namespace Versori.Connectors.Testing;

/// <summary>One request as it arrived.</summary>
public sealed record RecordedRequest
{
    /// <summary>The method.</summary>
    public required string Method { get; init; }

    /// <summary>The path and the query, not decoded.</summary>
    public required string Target { get; init; }

    /// <summary>The header values by name, which is case-insensitive. Several values are joined with a comma.</summary>
    public required IReadOnlyDictionary<string, string> Headers { get; init; }

    /// <summary>The body; empty if the request had none.</summary>
    public required ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>The SHA-1 thumbprint of the client certificate, with https.</summary>
    public string? ClientCertificate { get; init; }

    /// <summary>The path, not decoded.</summary>
    public string Path => Target.Split('?')[0];

    /// <summary>The body as UTF-8 text.</summary>
    public string Text => Encoding.UTF8.GetString(Body.Span);

    /// <summary>The <c>Authorization</c> header; <see langword="null"/> if the request had none.</summary>
    public string? Authorization => Headers.GetValueOrDefault("Authorization");

    /// <summary>The parameters of the query, decoded.</summary>
    public IReadOnlyDictionary<string, string> Query =>
        Values(Target.Contains('?') ? Target[Target.IndexOf('?')..] : "");

    /// <summary>The parameters of the query and of a form or JSON body. The body has precedence.</summary>
    public IReadOnlyDictionary<string, string> Parameters
    {
        get
        {
            var values = new Dictionary<string, string>(Query, StringComparer.Ordinal);
            var isJson = Headers.GetValueOrDefault("Content-Type")?.Contains("json", StringComparison.Ordinal) is true;

            foreach (var (name, value) in isJson ? JsonValues(Text) : Values(Text))
            {
                values[name] = value;
            }

            return values;
        }
    }

    /// <summary>Reads a request completely. The handler can read its body again.</summary>
    internal static async Task<RecordedRequest> OfAsync(HttpContext context)
    {
        var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        context.Request.Body = new MemoryStream(body.ToArray());

        return new()
        {
            Method = context.Request.Method,
            Target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget,
            Headers = context.Request.Headers.ToDictionary(
                header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            Body = body.ToArray(),
            ClientCertificate = context.Connection.ClientCertificate?.Thumbprint,
        };
    }

    private static Dictionary<string, string> Values(string encoded) =>
        QueryHelpers.ParseQuery(encoded)
            .ToDictionary(pair => pair.Key, pair => pair.Value.ToString(), StringComparer.Ordinal);

    private static Dictionary<string, string> JsonValues(string json) =>
        JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(json)!
            .ToDictionary(pair => pair.Key, pair => pair.Value.ToString(), StringComparer.Ordinal);
}
