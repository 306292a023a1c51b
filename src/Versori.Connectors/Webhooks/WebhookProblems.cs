using Versori.Connectors.Authentication;
using Versori.Connectors.Authentication.HttpMessageSignatures;
using Versori.Connectors.Catalog;
using Versori.Connectors.Expressions;
using Versori.Connectors.Serialization;

namespace Versori.Connectors.Webhooks;

/// <summary>Says what is wrong with the webhooks of a definition.</summary>
internal static class WebhookProblems
{
    public static void Check(ConnectorDefinition definition, DefinitionProblems problems)
    {
        problems.Unique("/webhooks", definition.Webhooks, webhook => webhook.Id, "webhook");
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
                problems.Add(pointer, "A webhook needs a scheme; one that signs nothing says so with 'none'.");
                break;
            case HmacWebhookScheme hmac:
                Header($"{pointer}/signatureHeader", hmac.SignatureHeader, problems);
                if (hmac.TimestampHeader is { } header) Header($"{pointer}/timestampHeader", header, problems);
                Tolerance(pointer, hmac.Tolerance, problems);
                Content($"{pointer}/signedContent", hmac, webhook, problems);
                break;
            case StandardWebhookScheme standard:
                Header($"{pointer}/headerPrefix", standard.HeaderPrefix, problems);
                Tolerance(pointer, standard.Tolerance, problems);
                break;
            case HttpSignatureWebhookScheme http:
                Tolerance(pointer, http.Tolerance, problems);
                foreach (var (index, name) in http.Components.Index().Where(item => !SignatureComponent.TryParse(item.Item, out _)))
                {
                    problems.Add($"{pointer}/components/{index}", $"'{name}' is no component: a header field in lower case, a derived component of RFC 9421 §2.2 or @query-param;name=\"…\".");
                }

                break;
            case ApiKeyWebhookScheme key:
                Value($"{pointer}/key", key.Key, problems);
                if (key.Key is { In: WebhookValueLocation.Body }) problems.Add($"{pointer}/key/in", "A key stands in a header or in the query.");
                break;
        }
    }

    private static void Content(string pointer, HmacWebhookScheme scheme, WebhookDefinition webhook, DefinitionProblems problems)
    {
        if (!TextTemplate.TryParse(scheme.SignedContent, out var template, out var error))
        {
            problems.Add(pointer, error.ToString());
            return;
        }

        foreach (var part in template.Parts.Where(part => part.Expression is not (null or NamePlaceholder)))
        {
            problems.Add(pointer, $"The expression at column {part.Column} is more than a name; what is signed is bytes, and only names can stand in it.");
        }

        foreach (var name in template.Names.Where(name => !SignedContent.Names.Contains(name) && !(name.StartsWith(SignedContent.Header, StringComparison.Ordinal) && HttpTokens.IsToken(name[SignedContent.Header.Length..]))))
        {
            problems.Add(pointer, $"'{name}' is not a part of a request; there are {string.Join(", ", SignedContent.Names)} and {SignedContent.Header}NAME.");
        }

        var names = template.Names.ToHashSet(StringComparer.Ordinal);
        if (!names.Contains("body") && !names.Contains("sortedForm")) problems.Add(pointer, "The body is not signed: anybody could change it.");
        if (names.Contains("id") && webhook.MessageId is null) problems.Add(pointer, "The id is signed; say with messageId where it stands.");
        if (names.Contains("timestamp") != scheme.TimestampHeader is not null) problems.Add(pointer, "A timestamp has a header that it stands in, and protects only if it is signed: set both, or neither.");
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
                if (header.AnswerHeader is { } answer) Header($"{pointer}/answerHeader", answer, problems);
                break;
        }
    }

    private static void Value(string pointer, WebhookValue? value, DefinitionProblems problems)
    {
        if (value is null) return;
        if (value.In == WebhookValueLocation.Header) Header($"{pointer}/at", value.At, problems);
        else if (value.In == WebhookValueLocation.Body && !JsonPointer.IsValid(value.At)) problems.Add($"{pointer}/at", $"'{value.At}' is not a JSON pointer (RFC 6901); it begins with '/'.");
        else if (value.In == WebhookValueLocation.Query && value.At.Length == 0) problems.Add($"{pointer}/at", "A query parameter has a name.");
    }

    private static void Header(string pointer, string name, DefinitionProblems problems)
    {
        if (!HttpTokens.IsToken(name)) problems.Add(pointer, $"'{name}' cannot be the name of a header.");
    }

    private static void Tolerance(string pointer, TimeSpan tolerance, DefinitionProblems problems)
    {
        if (tolerance <= TimeSpan.Zero || tolerance > TimeSpan.FromDays(1)) problems.Add($"{pointer}/tolerance", "A tolerance is longer than nothing and up to a day.");
    }
}
