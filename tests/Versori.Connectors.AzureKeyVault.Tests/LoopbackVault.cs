using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Security.KeyVault.Secrets;
using Microsoft.AspNetCore.Http;
using Versori.Connectors.Testing;

namespace Versori.Connectors.AzureKeyVault.Tests;

/// <summary>
/// Simulates the REST API of a vault with soft deletion (secrets, version 7): a challenge before the first response,
/// versions of a name, reserved deleted names, values of at most 25 KB, and lists in pages.
/// </summary>
internal sealed class LoopbackVault : IAsyncDisposable
{
    private const string Token = "vault-token";
    private const int PageSize = 25;
    private const int MaximumValue = 25 * 1024;

    private readonly ConcurrentDictionary<string, JsonObject> _secrets = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, JsonObject> _deleted = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<int> _failures = new();
    private LoopbackServer? _server;

    /// <summary>Holds requests while it is closed.</summary>
    public Gate Gate { get; } = new();

    public ICollection<string> Names => _secrets.Keys;

    public ICollection<string> DeletedNames => _deleted.Keys;

    public LoopbackServer Server => _server!;

    public static async Task<LoopbackVault> StartAsync()
    {
        var vault = new LoopbackVault();
        vault._server = await LoopbackServer.StartAsync(vault.RespondAsync, https: true);
        return vault;
    }

    /// <summary>Sends an error status as the response to the next requests.</summary>
    public void FailNext(int status, int times = 1)
    {
        for (var number = 0; number < times; number++) _failures.Enqueue(status);
    }

    public SecretClient CreateClient(Uri? address = null, TokenCredential? credential = null, TimeSpan? timeout = null)
    {
        var options = new SecretClientOptions
        {
            DisableChallengeResourceVerification = true,
            Transport = new HttpClientTransport(Server.CreateClient()),
        };
        (
            options.Retry.MaxRetries,
            options.Retry.Delay,
            options.Retry.MaxDelay) = (2, TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(1));
        if (timeout is { } limit) options.Retry.NetworkTimeout = limit;
        return new(address ?? Server.BaseAddress, credential ?? new ReadSuppliedToken(), options);
    }

    public ValueTask DisposeAsync() => Server.DisposeAsync();

    private async Task RespondAsync(HttpContext context)
    {
        if (context.Request.Headers.Authorization != $"Bearer {Token}")
        {
            context.Response.Headers.WWWAuthenticate =
                "Bearer authorization=\"https://login.example.com/tenant\", resource=\"https://vault.azure.net\"";
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }

        await Gate.WaitAsync(context.RequestAborted);
        if (_failures.TryDequeue(out var status))
        {
            if (status == StatusCodes.Status429TooManyRequests) context.Response.Headers.RetryAfter = "0";
            await RefuseAsync(context, status, "Scripted");
            return;
        }

        var path = context.Request.Path.Value!.Trim('/').Split('/');
        await (path switch
        {
            ["secrets"] => ListAsync(context),
            ["secrets", var name] when context.Request.Method == "PUT" => SetAsync(context, name),
            ["secrets", var name] when context.Request.Method == "DELETE" => DeleteAsync(context, name),
            ["secrets", var name, ..] => GetAsync(context, name),
            _ => RefuseAsync(context, StatusCodes.Status404NotFound, "NotFound"),
        });
    }

    private async Task SetAsync(HttpContext context, string name)
    {
        var body = (await JsonNode.ParseAsync(context.Request.Body))!.AsObject();
        if (!name.All(c => char.IsAsciiLetterOrDigit(c) || c == '-')
            || name.Length > 127
            || body["value"]!.GetValue<string>().Length > MaximumValue)
        {
            await RefuseAsync(context, StatusCodes.Status400BadRequest, "BadParameter");
            return;
        }

        if (_deleted.ContainsKey(name))
        {
            await RefuseAsync(context, StatusCodes.Status409Conflict, "Conflict");
            return;
        }

        body["id"] = $"{Server.BaseAddress.AbsoluteUri}secrets/{name}/{Guid.NewGuid():N}";
        body["attributes"] = new JsonObject { ["enabled"] = true };
        _secrets[name] = body;
        await WriteAsync(context, body);
    }

    private Task GetAsync(HttpContext context, string name) =>
        _secrets.TryGetValue(name, out var found)
            ? WriteAsync(context, found)
            : RefuseAsync(context, StatusCodes.Status404NotFound, "SecretNotFound");

    private Task DeleteAsync(HttpContext context, string name)
    {
        if (!_secrets.TryRemove(name, out var found))
            return RefuseAsync(context, StatusCodes.Status404NotFound, "SecretNotFound");
        _deleted[name] = found;
        var response = found.DeepClone().AsObject();
        response["recoveryId"] = $"{Server.BaseAddress.AbsoluteUri}deletedsecrets/{name}";
        return WriteAsync(context, response);
    }

    private Task ListAsync(HttpContext context)
    {
        var after = context.Request.Query["$skiptoken"].ToString();
        var page = _secrets.OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .Where(pair => string.CompareOrdinal(pair.Key, after) > 0).Take(PageSize).ToList();
        var items = page.Select(pair => (JsonNode)new JsonObject
        {
            ["id"] = $"{Server.BaseAddress.AbsoluteUri}secrets/{pair.Key}",
            ["tags"] = pair.Value["tags"]?.DeepClone(),
            ["attributes"] = new JsonObject { ["enabled"] = true },
        });
        return WriteAsync(context, new JsonObject
        {
            ["value"] = new JsonArray([.. items]),
            ["nextLink"] = page.Count < PageSize
                ? null
                : $"{Server.BaseAddress.AbsoluteUri}secrets?api-version=7.5&$skiptoken={page[^1].Key}",
        });
    }

    private static Task RefuseAsync(HttpContext context, int status, string code)
    {
        context.Response.StatusCode = status;
        return WriteAsync(
            context, new JsonObject { ["error"] = new JsonObject { ["code"] = code, ["message"] = code } });
    }

    private static Task WriteAsync(HttpContext context, JsonObject body)
    {
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(body.ToJsonString());
    }

    private sealed class ReadSuppliedToken : TokenCredential
    {
        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            new(Token, DateTimeOffset.MaxValue);

        public override ValueTask<AccessToken> GetTokenAsync(
            TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            new(GetToken(requestContext, cancellationToken));
    }
}
