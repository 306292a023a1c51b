using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Versori.Connectors.AspNetCore.Pipeline;
using Versori.Connectors.AspNetCore.SignIn;

namespace Versori.Connectors.AspNetCore.Webhooks;

/// <summary>Receives webhooks by connector or connection and webhook id; the raw bytes are verified first.</summary>
internal sealed class WebhookEndpoints(
    IWebhookVerifier verifier,
    IConnections connections,
    PublicAddress address,
    IOptions<VersoriConnectorsOptions> options,
    ILogger<WebhookEndpoints> logger)
{
    private const string RetrySeconds = "10";

    public async Task<IResult> OfConnectorAsync(ConnectContext context)
    {
        var webhook = context.RouteText("webhook") ?? "";
        if (!ConnectorId.TryParse(context.RouteText("connector"), null, out var connector)) return Results.NotFound();
        if (await ReadAsync(context).ConfigureAwait(false) is not { } request) return TooLarge();
        var verification = await verifier.VerifyAsync(connector, webhook, request, context.Aborted)
            .ConfigureAwait(false);
        return await RespondAsync(context, request, verification, connector, connection: null).ConfigureAwait(false);
    }

    public async Task<IResult> OfConnectionAsync(ConnectContext context)
    {
        var webhook = context.RouteText("webhook") ?? "";
        if (!ConnectionId.TryParse(context.RouteText("id"), null, out var id)) return Results.NotFound();
        if (await connections.FindAsync(id, context.Aborted).ConfigureAwait(false) is not { } connection)
            return Results.NotFound();
        if (await ReadAsync(context).ConfigureAwait(false) is not { } request) return TooLarge();
        var verification = await verifier.VerifyAsync(id, webhook, request, context.Aborted).ConfigureAwait(false);
        return await RespondAsync(context, request, verification, connection.ConnectorId, id).ConfigureAwait(false);
    }

    private async Task<WebhookRequest?> ReadAsync(ConnectContext context)
    {
        var http = context.Http.Request;
        var maximum = options.Value.MaximumWebhookBytes;
        if (http.ContentLength > maximum) return null;
        if (context.Http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = maximum;
        using var body = new MemoryStream();
        await http.Body.CopyToAsync(body, context.Aborted).ConfigureAwait(false);
        var headers = http.Headers.SelectMany(
            header => header.Value.Select(value => KeyValuePair.Create(header.Key, value ?? "")));
        return new(http.Method, address.Current(http).AbsoluteUri, headers, body.ToArray());
    }

    private async Task<IResult> RespondAsync(
        ConnectContext context,
        WebhookRequest request,
        WebhookVerification verification,
        ConnectorId connector,
        ConnectionId? connection)
    {
        if (verification.Outcome == WebhookOutcome.Challenge) return new WebhookReply(verification.Response!);
        if (verification is { Outcome: WebhookOutcome.Replayed, IsHandled: false })
        {
            // The first delivery may still fail, here or in another process: the sender must not take it as received.
            context.Http.Response.Headers.RetryAfter = RetrySeconds;
            return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
        }

        if (!verification.IsVerified)
        {
            if (verification.Outcome == WebhookOutcome.NoSecret) logger.WebhookHasNoSecret(connector.Value);
            else logger.WebhookRefused(connector.Value, verification.Outcome);
            return Results.StatusCode(StatusOf(verification.Outcome));
        }

        var receiver = context.Http.RequestServices.GetService<IWebhookReceiver>();
        try
        {
            if (receiver is null)
            {
                throw new InvalidOperationException(
                    "No IWebhookReceiver is registered. Call UseWebhookReceiver<T>() after AddConnect().");
            }

            await receiver.ReceiveAsync(
                new()
                {
                    ConnectorId = connector,
                    ConnectionId = connection,
                    WebhookId = context.RouteText("webhook") ?? "",
                    Request = request,
                    Verification = verification,
                },
                context.Aborted).ConfigureAwait(false);
            // A sender that has left meanwhile sends it again; that one is then acknowledged.
            await verifier.CompleteAsync(verification, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // The sender delivers it again, which is then no replay.
            await verifier.ForgetAsync(verification, CancellationToken.None).ConfigureAwait(false);
            logger.WebhookNotReceived(exception, connector.Value);
            return Results.StatusCode(StatusCodes.Status500InternalServerError);
        }

        return verification.Response is { } response ? new WebhookReply(response) : Results.Ok();
    }

    private static IResult TooLarge() => Results.StatusCode(StatusCodes.Status413PayloadTooLarge);

    private static int StatusOf(WebhookOutcome outcome) => outcome switch
    {
        // What was received before needs no further attempt of the sender.
        WebhookOutcome.Replayed => StatusCodes.Status200OK,
        WebhookOutcome.UnknownWebhook => StatusCodes.Status404NotFound,
        WebhookOutcome.TooLarge => StatusCodes.Status413PayloadTooLarge,
        WebhookOutcome.Malformed => StatusCodes.Status400BadRequest,
        WebhookOutcome.NoSecret => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status401Unauthorized,
    };

    private sealed class WebhookReply(WebhookResponse response) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            var target = httpContext.Response;
            target.StatusCode = response.StatusCode;
            foreach (var (name, value) in response.Headers) target.Headers[name] = value;
            if (response.Body.Length == 0) return;
            target.ContentType = response.ContentType;
            await target.WriteAsync(response.Body, httpContext.RequestAborted).ConfigureAwait(false);
        }
    }
}
