using System.Text.Json;
using Versori.Connectors.Authentication;
using Versori.Connectors.Authentication.HttpMessageSignatures;
using Versori.Connectors.Catalog;
using Versori.Connectors.Expressions;
using Versori.Connectors.Serialization;

namespace Versori.Connectors.Webhooks;

/// <summary>Validates the webhooks of a definition.</summary>
internal static class WebhookValidator
{
    public static void Check(ConnectorDefinition definition, DefinitionProblems problems)
    {
        problems.RequireUnique("/webhooks", definition.Webhooks, webhook => webhook.Id, "webhook");
        foreach (var (index, webhook) in definition.Webhooks.Index())
        {
            var pointer = $"/webhooks/{index}";
            if (string.IsNullOrWhiteSpace(webhook.Id)) problems.Add($"{pointer}/id", "A webhook needs an id.");
            Value($"{pointer}/eventName", webhook.EventName, problems);
            Value($"{pointer}/messageId", webhook.MessageId, problems);
            Scheme($"{pointer}/scheme", webhook, problems);
            Challenge($"{pointer}/challenge", webhook.Challenge, problems);
        }
    }

    private static void Scheme(string pointer, WebhookDefinition webhook, DefinitionProblems problems)
    {
        switch (webhook.Scheme)
        {
            case null:
                problems.Add(pointer, "A webhook needs a scheme. Use 'none' for a webhook without signatures.");
                break;
            case HmacWebhookScheme hmac:
                Places(pointer, hmac, problems);
                Tolerance(pointer, hmac.Tolerance, problems);
                Content($"{pointer}/signedContent", hmac, webhook, problems);
                break;
            case StandardWebhooksScheme standard:
                Header($"{pointer}/headerPrefix", standard.HeaderPrefix, problems);
                Tolerance(pointer, standard.Tolerance, problems);
                break;
            case HttpSignatureWebhookScheme http:
                Tolerance(pointer, http.Tolerance, problems);
                Components($"{pointer}/components", http.Components, problems);
                break;
            case CustomWebhookScheme custom:
                if (string.IsNullOrWhiteSpace(custom.Handler))
                    problems.Add($"{pointer}/handler", "A scheme of the host needs the name of its handler.");
                if (custom.Settings.Root.ValueKind != JsonValueKind.Object)
                    problems.Add($"{pointer}/settings", "Settings must be a JSON object.");
                break;
            case ApiKeyWebhookScheme key:
                Value($"{pointer}/key", key.Key, problems);
                if (key.Key is { In: WebhookValueLocation.Body })
                    problems.Add($"{pointer}/key/in", "A key must be in a header or in the query.");
                break;
        }
    }

    private static void Components(string pointer, IReadOnlyList<string> components, DefinitionProblems problems)
    {
        foreach (var (index, name) in components.Index())
        {
            if (SignatureComponent.TryParse(name, out _)) continue;
            problems.Add(
                $"{pointer}/{index}",
                $"'{name}' is not a component. Use a header field in lower case, a derived component of RFC 9421 §2.2 "
                + "or @query-param;name=\"…\".");
        }
    }

    private static void Content(
        string pointer, HmacWebhookScheme scheme, WebhookDefinition webhook, DefinitionProblems problems)
    {
        if (!TextExpression.TryParse(scheme.SignedContent, out var expression, out var error))
        {
            problems.Add(pointer, error.ToString());
            return;
        }

        foreach (var part in expression.Parts.Where(part => part.Placeholder is not (null or NamePlaceholder)))
        {
            problems.Add(
                pointer,
                $"The placeholder at column {part.Column} is not a name. Only names are allowed in signed content.");
        }

        foreach (var name in expression.Names.Where(name => !IsRequestPart(name)))
        {
            var known = string.Join(", ", SignedPayload.Names);
            problems.Add(
                pointer,
                $"'{name}' is not a part of a request. There are: {known} and {SignedPayload.HeaderPrefix}NAME.");
        }

        var names = expression.Names.ToHashSet(StringComparer.Ordinal);
        var isBodySigned = names.Contains("body") || names.Contains("sortedForm");
        if (!isBodySigned && !scheme.AllowUnsignedBody)
        {
            problems.Add(
                pointer,
                "The body is not signed, so that anyone could change it. Add {body} or {sortedForm}. "
                    + "If the system does not sign it, set allowUnsignedBody.");
        }

        var acceptsOnce = names.Contains("id") && names.Contains("timestamp") && !webhook.AcceptReplays;
        if (!isBodySigned && scheme.AllowUnsignedBody && !acceptsOnce)
        {
            problems.Add(
                pointer,
                "The body is not signed, so each message must be accepted once. Sign {id} and {timestamp}, "
                    + "and leave acceptReplays out.");
        }

        if (names.Contains("id") && webhook.MessageId is null)
            problems.Add(pointer, "The id is signed. Set messageId to define where it is.");
        var hasTimestamp = scheme.TimestampHeader is not null || scheme.Timestamp is not null;
        if (names.Contains("timestamp") != hasTimestamp)
        {
            problems.Add(
                pointer,
                "A timestamp needs a place, and protects only if it is signed. "
                + "Set both timestampHeader (or timestamp) and {timestamp}, or neither.");
        }
    }

    private static void Places(string pointer, HmacWebhookScheme scheme, DefinitionProblems problems)
    {
        if (scheme.SignatureHeader is { } signature) Header($"{pointer}/signatureHeader", signature, problems);
        if (scheme.TimestampHeader is { } timestamp) Header($"{pointer}/timestampHeader", timestamp, problems);
        Value($"{pointer}/signature", scheme.Signature, problems);
        Value($"{pointer}/timestamp", scheme.Timestamp, problems);
        if (scheme.SignatureHeader is null == scheme.Signature is null)
            problems.Add($"{pointer}/signatureHeader", "Set either signatureHeader or signature.");
        if (scheme.TimestampHeader is not null && scheme.Timestamp is not null)
            problems.Add($"{pointer}/timestampHeader", "Set either timestampHeader or timestamp.");
    }

    private static bool IsRequestPart(string name)
    {
        if (SignedPayload.Names.Contains(name)) return true;
        return name.StartsWith(SignedPayload.HeaderPrefix, StringComparison.Ordinal)
            && HttpTokenSyntax.IsToken(name[SignedPayload.HeaderPrefix.Length..]);
    }

    private static void Challenge(string pointer, WebhookChallenge? challenge, DefinitionProblems problems)
    {
        switch (challenge)
        {
            case EchoWebhookChallenge echo:
                Value($"{pointer}/challenge", echo.Challenge, problems);
                Value($"{pointer}/when", echo.When, problems);
                Value($"{pointer}/verifyToken", echo.VerifyToken, problems);
                break;
            case HmacWebhookChallenge hmac:
                Value($"{pointer}/token", hmac.Token, problems);
                break;
            case HeaderWebhookChallenge header:
                Header($"{pointer}/header", header.Header, problems);
                if (header.ResponseHeader is { } responseHeader)
                    Header($"{pointer}/responseHeader", responseHeader, problems);
                break;
        }
    }

    private static void Value(string pointer, WebhookValue? value, DefinitionProblems problems)
    {
        if (value is null) return;
        if (value.In == WebhookValueLocation.Header) Header($"{pointer}/at", value.At, problems);
        else if (value.In == WebhookValueLocation.Body && !JsonPointer.IsValid(value.At))
        {
            problems.Add($"{pointer}/at", $"'{value.At}' is not a JSON pointer (RFC 6901). A JSON pointer starts with "
                + "'/'.");
        }
        else if (value.In == WebhookValueLocation.Query && value.At.Length == 0)
            problems.Add($"{pointer}/at", "The name of the query parameter is missing.");
    }

    private static void Header(string pointer, string name, DefinitionProblems problems)
    {
        if (!HttpTokenSyntax.IsToken(name)) problems.Add(pointer, $"'{name}' is not a valid header name.");
    }

    private static void Tolerance(string pointer, TimeSpan tolerance, DefinitionProblems problems)
    {
        if (tolerance <= TimeSpan.Zero || tolerance > TimeSpan.FromDays(1))
            problems.Add($"{pointer}/tolerance", "A tolerance must be positive and at most one day.");
    }
}
