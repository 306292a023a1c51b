using System.Net;
using System.Text;
using System.Text.Json;

namespace Versori.Connectors.Authentication.OAuth2.Responses;

/// <summary>Interprets an error of a token endpoint (RFC 6749 §5.2).</summary>
internal sealed class TokenRefusal
{
    // After these errors, repeating the request with the same grant cannot succeed.
    private static readonly HashSet<string> FinalErrors = new(StringComparer.Ordinal)
    {
        "invalid_grant", "invalid_client", "unauthorized_client", "access_denied", "invalid_scope",
        "unsupported_grant_type",
    };

    private static readonly HashSet<string> TransientErrors = new(StringComparer.Ordinal)
    {
        "temporarily_unavailable", "server_error", "slow_down",
    };

    // These errors concern the client. If many connections share the host's client, the connections are not at fault.
    private static readonly HashSet<string> ClientErrors = new(StringComparer.Ordinal)
    {
        "invalid_client", "unauthorized_client",
    };

    private readonly OAuth2Response _response;
    private readonly TokenRequestDraft _draft;

    // As the response has it, to compare with the definition's settings.
    private readonly string? _statedError;

    // A text that is not a plain code is not repeated.
    private readonly string? _error;

    private readonly string? _words;

    private TokenRefusal(OAuth2Response response, TokenRequestDraft draft, JsonElement? document)
    {
        _response = response;
        _draft = draft;
        if (document is not { } found) return;
        var mapping = draft.Method.TokenResponse;
        _statedError = ResponseField.Text(ResponseField.Find(found, mapping.Error));
        _error = TokenResponseReader.ErrorCode(found, mapping);
        _words = ServerWords.Find(found, mapping, draft.SecretTexts.Concat(TokenResponseReader.Tokens(found, mapping)));
    }

    private OAuth2Auth Method => _draft.Method;

    /// <param name="response">The response.</param>
    /// <param name="draft">The request.</param>
    /// <param name="document">The content of the response, if it could be read.</param>
    public static TokenResult Of(OAuth2Response response, TokenRequestDraft draft, JsonElement? document) =>
        new TokenRefusal(response, draft, document).ToResult();

    private TokenResult ToResult()
    {
        // What the definition states about this system takes precedence over every general rule.
        if (IsFinalByDefinition()) return TokenResult.PermanentFailure(Refused());
        // A transient status outweighs the body.
        if (_response.IsTransient || IsTransientError()) return TokenResult.TransientFailure(Transient());
        if (_statedError is null && ResponseProblem.WrongUrl(_response, _draft.Url) is { } problem)
        {
            return TokenResult.TransientFailure(NoEndpoint(problem));
        }

        if (_draft.Client.IsCentral && IsClientError()) return TokenResult.TransientFailure(CentralClientRefused());
        return IsFinalError() ? TokenResult.PermanentFailure(Refused()) : TokenResult.TransientFailure(Refused());
    }

    private ConnectorError Refused() => Error(
        ConnectorErrorCode.CredentialRefused,
        $"refused with status {(int)_response.Status}{WithError()}.{ServerWords.Sentence(_words)}"
            + $"{ErrorHints.Of(_error)}{ResponseProblem.WrongClock(_response)} "
            + "Check the credential, then connect again.");

    private ConnectorError Transient() => Error(
        ConnectorErrorCode.Unavailable,
        $"failed temporarily, with status {(int)_response.Status}.{ServerWords.Sentence(_words)}") with
    {
        IsTransient = true,
        RetryAfter = _response.RetryAfter,
    };

    private ConnectorError NoEndpoint(string problem) => Error(
        ConnectorErrorCode.InvalidResponse, $"did not respond as one: {problem}{ServerWords.Sentence(_words)}");

    private ConnectorError CentralClientRefused() => Error(
        ConnectorErrorCode.CredentialRefused,
        $"refused the client that is set on the connector, with status {(int)_response.Status}{WithError()}."
            + $"{ServerWords.Sentence(_words)}{ResponseProblem.WrongClock(_response)} "
            + (_draft.Client.Secret is null
                ? "It has no secret. If it needs one, set it with IConnectorCatalog.SetClientSecretAsync"
                : "Rotate its secret with IConnectorCatalog.SetClientSecretAsync")
            + "; the connections then continue without further action.");

    private ConnectorError Error(ConnectorErrorCode code, string message) => new()
    {
        Code = code,
        Message = $"The token endpoint of '{Method.Id}' {message}",
        Location = Method.Id,
        Related = _error is null ? [] : [_error],
        ServerMessage = _words,
    };

    private bool IsFinalByDefinition()
    {
        if (Method.FinalStatusCodes.Contains((int)_response.Status)) return true;
        if (Method.FinalMessages.Count == 0) return false;
        var content = Encoding.UTF8.GetString(_response.Body.Bytes.Span);
        return Method.FinalMessages.Any(text => Contains(content, text) || Contains(_words, text)
            || Contains(_statedError, text));
    }

    private bool IsTransientError() =>
        _statedError is { } error
        && (TransientErrors.Contains(error) || Method.TransientErrors.Contains(error, StringComparer.Ordinal));

    private bool IsFinalError() =>
        _statedError is { } error
        && (FinalErrors.Contains(error) || Method.FinalErrors.Contains(error, StringComparer.Ordinal));

    // RFC 6749 §5.2: status 401 is for failed client authentication.
    private bool IsClientError() => _error is null
        ? _response.Status == HttpStatusCode.Unauthorized && !IsFinalError()
        : ClientErrors.Contains(_error);

    private static bool Contains(string? content, string text) =>
        text.Length > 0 && content?.Contains(text, StringComparison.OrdinalIgnoreCase) is true;

    private string WithError() => _error is null ? "" : $" and error '{_error}'";
}
