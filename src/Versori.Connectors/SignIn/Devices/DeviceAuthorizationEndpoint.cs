using System.Text.Json;
using Versori.Connectors.Authentication.OAuth2;
using Versori.Connectors.Authentication.OAuth2.Responses;
using Versori.Connectors.Http;

namespace Versori.Connectors.SignIn;

/// <summary>Requests the device code and the user code (RFC 8628 §3.1, §3.2).</summary>
internal sealed class DeviceAuthorizationEndpoint(OAuth2Http http, ClientAuthenticator authenticator)
{
    private const string Endpoint = "device authorization endpoint";

    // RFC 8628 §3.2: five seconds if the response has no interval.
    private static readonly TimeSpan DefaultInterval = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan MaximumInterval = TimeSpan.FromMinutes(5);

    /// <returns>What the person needs, and the device code, which is a secret.</returns>
    public async Task<(DeviceSignIn Device, string DeviceCode)> RequestAsync(
        string id, PreparedSignIn prepared, ClientTransport? transport, CancellationToken cancellationToken)
    {
        var method = prepared.Method;
        using var message = TokenRequestContent.Write(CreateDraft(prepared), OAuth2RequestFormat.Form, HttpMethod.Post);
        var response = await http.SendAsync(message, Endpoint, method.Id, transport, cancellationToken)
            .ConfigureAwait(false);
        var document = response.Body.IsTruncated ? null : ResponseDocument.Json(response.Body.Bytes);
        if (!response.IsSuccess) throw SignInErrors.Refused(method, Endpoint, response);
        if (document is not { } found)
        {
            throw SignInErrors.InvalidResponse(method, Endpoint, "", "It is not JSON (RFC 8628 §3.2).");
        }

        return ReadResponse(id, method, found, response.At);
    }

    // RFC 8628 §3.1.
    private TokenRequestDraft CreateDraft(PreparedSignIn prepared)
    {
        var method = prepared.Method;
        var draft = prepared.Draft(method.DeviceAuthorizationUrl
            ?? throw SignInErrors.MissingSetting(method, "deviceAuthorizationUrl", Endpoint));
        draft.Parameters["client_id"] = prepared.Client.Id!;
        draft.AddScopes(method.Scopes);
        // RFC 8707 §2.
        if (method.Resource is { } resource) draft.Parameters["resource"] = draft.Fill(resource);
        authenticator.Authenticate(draft);
        draft.AddParameters(method.AuthorizationParameters);
        return draft;
    }

    // RFC 8628 §3.2.
    private static (DeviceSignIn Device, string DeviceCode) ReadResponse(
        string id, OAuth2Auth method, JsonElement document, DateTimeOffset receivedAt)
    {
        var device = new DeviceSignIn
        {
            Id = id,
            ExpiresAt = ReadExpiry(method, document, receivedAt),
            UserCode = RequiredText(method, document, "user_code"),
            // Some servers name it verification_url.
            VerificationUri = FindUrl(document, "verification_uri") ?? FindUrl(document, "verification_url")
                ?? throw SignInErrors.InvalidResponse(
                    method, Endpoint, "/verification_uri", "It has no verification_uri (RFC 8628 §3.2)."),
            VerificationUriComplete = FindUrl(document, "verification_uri_complete"),
            Interval = ReadInterval(document),
        };
        return (device, RequiredText(method, document, "device_code"));
    }

    private static DateTimeOffset ReadExpiry(OAuth2Auth method, JsonElement document, DateTimeOffset receivedAt)
    {
        var field = ResponseField.Find(document, "expires_in");
        return ExpiryReader.TryRead(field, OAuth2ExpiryUnit.Seconds, receivedAt, out var expiresAt)
            && expiresAt is { } time
                ? time
                : throw SignInErrors.InvalidResponse(
                    method, Endpoint, "/expires_in", "Its expires_in is not a number of seconds (RFC 8628 §3.2).");
    }

    private static TimeSpan ReadInterval(JsonElement document)
    {
        var field = ResponseField.Find(document, "interval");
        if (field is not { ValueKind: JsonValueKind.Number } number) return DefaultInterval;
        return number.TryGetDouble(out var seconds) && seconds > 0
            ? TimeSpan.FromSeconds(Math.Min(seconds, MaximumInterval.TotalSeconds))
            : DefaultInterval;
    }

    private static string RequiredText(OAuth2Auth method, JsonElement document, string name)
    {
        var text = ResponseField.Find(document, name) is { ValueKind: JsonValueKind.String } field
            ? field.GetString()
            : null;
        return string.IsNullOrEmpty(text)
            ? throw SignInErrors.InvalidResponse(method, Endpoint, $"/{name}", $"It has no {name} (RFC 8628 §3.2).")
            : text;
    }

    private static Uri? FindUrl(JsonElement document, string name)
    {
        var text = ResponseField.Text(ResponseField.Find(document, name));
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url)) return null;
        return url.Scheme == Uri.UriSchemeHttps || url.Scheme == Uri.UriSchemeHttp ? url : null;
    }
}
