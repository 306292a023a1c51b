using System.Text.Json;
using Versori.Connectors.Authentication.OAuth2;
using Versori.Connectors.Authentication.OAuth2.Answers;
using Versori.Connectors.Http;

namespace Versori.Connectors.Authorizing;

/// <summary>Asks for the codes of a device (RFC 8628 §3.1, §3.2).</summary>
internal sealed class DeviceEndpoint(OAuth2Http http, ClientAuthenticator authenticator)
{
    private const string What = "device authorization endpoint";

    private static readonly TimeSpan UsualInterval = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestInterval = TimeSpan.FromMinutes(5);

    /// <returns>What the person needs, and the device's code, which is secret.</returns>
    public async Task<(DeviceAuthorization Device, string DeviceCode)> BeginAsync(
        string id, PreparedAuthorization prepared, ClientTransport? transport, CancellationToken cancellationToken)
    {
        var method = prepared.Method;
        var draft = prepared.Draft(method.DeviceAuthorizationUrl ?? throw AuthorizationErrors.Missing(method, "deviceAuthorizationUrl", What));
        draft.Parameters["client_id"] = prepared.Client.Id!;
        draft.AddScopes(method.Scopes);
        if (method.Resource is { } resource) draft.Parameters["resource"] = draft.Fill(resource);
        authenticator.Authenticate(draft);
        draft.AddTemplates(method.AuthorizationParameters);
        using var message = TokenRequestContent.Write(draft, OAuth2RequestFormat.Form, HttpMethod.Post);
        var answer = await http.SendAsync(message, What, method.Id, transport, cancellationToken).ConfigureAwait(false);
        var document = answer.Body.IsTruncated ? null : AnswerDocument.Json(answer.Body.Bytes);
        if (!answer.IsSuccess) throw AuthorizationErrors.Refused(method, What, answer);
        if (document is not { } found) throw AuthorizationErrors.NotUnderstood(method, What, "", "It is not JSON (RFC 8628 §3.2).");

        if (!ExpiryReader.TryRead(AnswerField.Find(found, "expires_in"), OAuth2ExpiryUnit.Seconds, answer.At, out var expiresAt) || expiresAt is null)
        {
            throw AuthorizationErrors.NotUnderstood(method, What, "/expires_in", "Its expires_in is not a number of seconds (RFC 8628 §3.2).");
        }

        var device = new DeviceAuthorization
        {
            Id = id,
            UserCode = Needed(method, found, "user_code"),
            VerificationUri = Url(found, "verification_uri") ?? Url(found, "verification_url")
                ?? throw AuthorizationErrors.NotUnderstood(method, What, "/verification_uri", "It has no verification_uri (RFC 8628 §3.2)."),
            VerificationUriComplete = Url(found, "verification_uri_complete"),
            Interval = Interval(found),
            ExpiresAt = expiresAt.Value,
        };
        return (device, Needed(method, found, "device_code"));
    }

    private static TimeSpan Interval(JsonElement document) =>
        AnswerField.Find(document, "interval") is { ValueKind: JsonValueKind.Number } number && number.TryGetDouble(out var seconds) && seconds > 0
            ? TimeSpan.FromSeconds(Math.Min(seconds, LongestInterval.TotalSeconds))
            : UsualInterval;

    private static string Needed(OAuth2Auth method, JsonElement document, string name) =>
        AnswerField.Find(document, name) is { ValueKind: JsonValueKind.String } text && text.GetString() is { Length: > 0 } value
            ? value
            : throw AuthorizationErrors.NotUnderstood(method, What, $"/{name}", $"It has no {name} (RFC 8628 §3.2).");

    private static Uri? Url(JsonElement document, string name) =>
        Uri.TryCreate(AnswerField.Text(AnswerField.Find(document, name)), UriKind.Absolute, out var url)
        && (url.Scheme == Uri.UriSchemeHttps || url.Scheme == Uri.UriSchemeHttp)
            ? url
            : null;
}
