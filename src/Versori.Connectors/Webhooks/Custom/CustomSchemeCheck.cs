namespace Versori.Connectors.Webhooks;

/// <summary>Checks requests with the handlers that the host has registered.</summary>
internal sealed class CustomSchemeCheck
{
    private readonly Dictionary<string, IWebhookSchemeHandler> _handlers = new(StringComparer.Ordinal);

    public CustomSchemeCheck(IEnumerable<NamedWebhookHandler> handlers)
    {
        foreach (var (name, handler) in handlers)
        {
            if (_handlers.TryGetValue(name, out var other) && other.GetType() != handler.GetType())
            {
                throw new InvalidOperationException(
                    $"Two webhook handlers are registered as '{name}': {other.GetType()} and {handler.GetType()}.");
            }

            _handlers[name] = handler;
        }
    }

    public async ValueTask<SchemeCheck> CheckAsync(
        CustomWebhookScheme scheme,
        WebhookDefinition webhook,
        WebhookRequest request,
        IReadOnlyList<Secret> secrets,
        DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        if (!_handlers.TryGetValue(scheme.Handler, out var handler))
        {
            return new(
                WebhookOutcome.NoSecret,
                $"The webhook handler '{scheme.Handler}' is not registered. Register it with AddWebhookHandler.");
        }

        var context = new WebhookSchemeContext
        {
            Webhook = webhook,
            Settings = scheme.Settings.Root,
            Request = request,
            Secrets = secrets,
            Now = now,
        };
        var result = await handler.CheckAsync(context, cancellationToken).ConfigureAwait(false);
        return new(result.Outcome, result.Reason)
        {
            SentAt = result.SentAt,
            GoodUntil = result.AcceptedUntil,
            MessageId = result.MessageId,
            IsIdSigned = result.MessageId is not null,
            Signed = WebhookBytes.Sha256([result.SignedContent ?? request.Body]),
        };
    }
}
