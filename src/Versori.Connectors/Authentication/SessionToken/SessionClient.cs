using System.Net;
using Microsoft.Extensions.Options;
using Versori.Connectors.Authentication.OAuth2;
using Versori.Connectors.Connecting;
using Versori.Connectors.Expressions;
using Versori.Connectors.Http;

namespace Versori.Connectors.Authentication.SessionToken;

/// <summary>
/// Sends the requests of a session and checks the responses, with limits on time and size. Redirects are not followed.
/// </summary>
internal sealed class SessionClient(OAuth2Http http, IOptions<VersoriConnectorsOptions> options, TimeProvider time)
{
    /// <summary>The largest response that is read. A response that declares a larger size is not read.</summary>
    private const int MaximumResponseBytes = 1024 * 1024;

    private readonly ExpressionContext _context = new(time);

    public DateTimeOffset Now => time.GetUtcNow();

    /// <summary>Creates the values of one run. The time stays the same within a run.</summary>
    public ExpressionValues Begin(ExpressionValues values) => values.WithContext(_context.Snapshot());

    /// <summary>Sends a request and extracts the values from its response.</summary>
    /// <returns>The error; <see langword="null"/> on success.</returns>
    public Task<TokenResult?> SendAsync(
        SessionRun run, string pointer, AuthRequest definition, CancellationToken cancellationToken) =>
        SendAsync(run, pointer, definition, [], cancellationToken);

    /// <summary>Sends a request with a credential and extracts the values from its response.</summary>
    /// <returns>The error; <see langword="null"/> on success.</returns>
    public async Task<TokenResult?> SendAsync(
        SessionRun run,
        string pointer,
        AuthRequest definition,
        RequestAuthenticator[] authenticators,
        CancellationToken cancellationToken)
    {
        var (failure, isChallengeAnswered) = await SendOnceAsync(
            run, pointer, definition, authenticators, cancellationToken).ConfigureAwait(false);
        if (!isChallengeAnswered) return failure;

        // RFC 9110 §11.6.1: the system sent a challenge, for example with a nonce. That is not yet a refusal.
        (failure, _) = await SendOnceAsync(run, pointer, definition, authenticators, cancellationToken)
            .ConfigureAwait(false);
        return failure;
    }

    private async Task<(TokenResult? Failure, bool IsChallengeAnswered)> SendOnceAsync(
        SessionRun run,
        string pointer,
        AuthRequest definition,
        RequestAuthenticator[] authenticators,
        CancellationToken cancellationToken)
    {
        using var request = SessionRequestFactory.Create(definition, new(run.Values, run.OptionalFields));
        var url = request.RequestUri!;
        if (!SessionOrigins.IsAllowed(run, definition, url))
        {
            return (SessionErrors.NotAllowed(run.Method, pointer, url), false);
        }

        await AuthenticateAsync(run, request, definition, authenticators, cancellationToken).ConfigureAwait(false);

        using var timeout = new CancellationTokenSource(options.Value.RequestTimeout, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            using var message = await http.SendAsync(request, run.Transport, linked.Token).ConfigureAwait(false);
            message.RequestMessage ??= request;
            foreach (var authenticator in authenticators) authenticator.Observe(message);
            if (IsChallengeAnswered(message, authenticators))
            {
                return (SessionErrors.Refused(run.Method, pointer, message.StatusCode, isFinal: true), true);
            }

            var body = await BoundedContent.ReadAsync(message.Content, MaximumResponseBytes, linked.Token)
                .ConfigureAwait(false);
            using var response = new SessionResponse(message, body);
            var failure = Check(run, pointer, definition, response, url)
                ?? ValueExtractor.Extract(run, pointer, definition, response);
            return (failure, false);
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested)
        {
            return (Unavailable($"had no response within {options.Value.RequestTimeout}"), false);
        }
        catch (HttpRequestException exception)
            when (exception.HttpRequestError == HttpRequestError.SecureConnectionError)
        {
            var untrusted = ConnectionErrors.UntrustedServer(
                $"the request {pointer} of '{run.Method.Id}'", url.Host, run.Method.Id);
            return (TokenResult.TransientFailure(untrusted.Error), false);
        }
        catch (HttpRequestException exception)
        {
            return (Unavailable($"could not be sent ({exception.HttpRequestError})"), false);
        }
        catch (UnreadableContentException exception)
        {
            return (SessionErrors.InvalidResponse(run.Method, "Content-Encoding", exception.Message), false);
        }
        catch (IOException)
        {
            return (Unavailable("had an incomplete response"), false);
        }

        TokenResult Unavailable(string failure) => SessionErrors.Unavailable(run.Method, pointer, url, failure);
    }

    private static bool IsChallengeAnswered(HttpResponseMessage message, RequestAuthenticator[] authenticators) =>
        message.StatusCode == HttpStatusCode.Unauthorized
        && Array.Exists(authenticators, authenticator => authenticator.TryAnswerChallenge(message));

    // The headers of this request's definition take precedence over the headers that all requests get.
    private static async ValueTask AuthenticateAsync(
        SessionRun run,
        HttpRequestMessage request,
        AuthRequest definition,
        RequestAuthenticator[] authenticators,
        CancellationToken cancellationToken)
    {
        var defined = definition.Headers.Keys
            .Where(request.Headers.Contains)
            .Select(name => (name, request.Headers.NonValidated[name].ToString()))
            .ToList();
        await RequestCredentials.ApplyAsync(run, definition, authenticators, request, cancellationToken)
            .ConfigureAwait(false);

        foreach (var (name, value) in defined)
        {
            request.Headers.Remove(name);
            request.Headers.TryAddWithoutValidation(name, value);
        }
    }

    private TokenResult? Check(
        SessionRun run, string pointer, AuthRequest definition, SessionResponse response, Uri url)
    {
        var method = run.Method;
        var success = definition.Success;
        if (!IsSuccessStatus(success, (int)response.Status))
        {
            return CheckFailedStatus(run, pointer, definition, response, url);
        }

        if (response.IsTruncated)
        {
            return SessionErrors.InvalidResponse(
                method, pointer, $"The response to {pointer} is larger than {MaximumResponseBytes} bytes.");
        }

        if (success.Field is not { } field) return null;
        if (response.Json is null)
        {
            return SessionErrors.InvalidResponse(
                method, pointer, $"The response to {pointer} is not JSON, but its '{field}' must report success.");
        }

        return response.ReportsSuccess(success)
            ? null
            : SessionErrors.Refused(method, pointer, response.Status, isFinal: !success.IsFailureTransient);
    }

    private TokenResult CheckFailedStatus(
        SessionRun run, string pointer, AuthRequest definition, SessionResponse response, Uri url)
    {
        var status = (int)response.Status;
        if (status is 429 or 408 or >= 500)
        {
            return SessionErrors.Unavailable(
                run.Method, pointer, url, $"failed temporarily, with status {status}", response.RetryAfter(Now));
        }

        if (status is >= 300 and < 400)
        {
            return SessionErrors.InvalidResponse(
                run.Method,
                pointer,
                $"The request {pointer} was redirected (status {status}), and redirects are not followed.");
        }

        var isFinal = definition.InvalidCredentialStatusCodes.Contains(status);
        return SessionErrors.Refused(run.Method, pointer, response.Status, isFinal);
    }

    private static bool IsSuccessStatus(SuccessCondition success, int status) => success.StatusCodes.Count > 0
        ? success.StatusCodes.Contains(status)
        : status is >= 200 and < 300;
}
