using System.Net;
using Microsoft.Extensions.Options;
using Versori.Connectors.Authentication.OAuth2;
using Versori.Connectors.Connecting;
using Versori.Connectors.Expressions;
using Versori.Connectors.Http;

namespace Versori.Connectors.Authentication.SessionToken;

/// <summary>
/// Sends the requests of a session and judges the answers: bounded in size and time, redirects not followed.
/// </summary>
internal sealed class SessionClient(OAuth2Http http, IOptions<VersoriConnectorsOptions> options, TimeProvider time)
{
    /// <summary>No answer to a sign-in is larger; one that claims to be is not read.</summary>
    private const int MaximumResponseBytes = 1024 * 1024;

    private readonly TemplateContext _context = new(time);

    public DateTimeOffset Now => time.GetUtcNow();

    /// <summary>Values of their own for one run, in which the time stays the same.</summary>
    public TemplateValues Begin(TemplateValues values) => values.In(_context.Freeze());

    /// <summary>Sends one request and picks from its answer.</summary>
    /// <returns>What went wrong; <see langword="null"/> when it succeeded.</returns>
    public Task<TokenResult?> SendAsync(SessionRun run, string pointer, SessionRequest definition, CancellationToken cancellationToken) =>
        SendAsync(run, pointer, definition, [], cancellationToken);

    /// <summary>Sends one request with a credential and picks from its answer.</summary>
    /// <returns>What went wrong; <see langword="null"/> when it succeeded.</returns>
    public async Task<TokenResult?> SendAsync(
        SessionRun run, string pointer, SessionRequest definition, RequestAuthenticator[] authenticators, CancellationToken cancellationToken)
    {
        var (failure, wasAnswered) = await SendOnceAsync(run, pointer, definition, authenticators, cancellationToken).ConfigureAwait(false);
        // The system asked for more than the credential, such as a nonce; that is not a refusal yet.
        return wasAnswered ? (await SendOnceAsync(run, pointer, definition, authenticators, cancellationToken).ConfigureAwait(false)).Failure : failure;
    }

    private async Task<(TokenResult? Failure, bool WasAnswered)> SendOnceAsync(
        SessionRun run, string pointer, SessionRequest definition, RequestAuthenticator[] authenticators, CancellationToken cancellationToken)
    {
        using var request = SessionRequestFactory.Create(definition, new(run.Values, run.OptionalFields));
        var url = request.RequestUri!;
        if (!IsAllowed(run, definition, url)) return (SessionErrors.NotAllowed(run.Method, pointer, url), false);
        await AuthenticateAsync(request, definition, authenticators, cancellationToken).ConfigureAwait(false);

        using var timeout = new CancellationTokenSource(options.Value.RequestTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            using var response = await http.SendAsync(request, run.Transport, either.Token).ConfigureAwait(false);
            if (response.StatusCode == HttpStatusCode.Unauthorized && Array.Exists(authenticators, authenticator => authenticator.TryAnswer(response))) return (SessionErrors.Refused(run.Method, pointer, response.StatusCode, isFinal: true), true);
            var body = await BoundedContent.ReadAsync(response.Content, MaximumResponseBytes, either.Token).ConfigureAwait(false);
            using var answer = new SessionAnswer(response, body);
            return (Judge(run, pointer, definition, answer, url) ?? ValuePicker.Pick(run, pointer, definition, answer), false);
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested)
        {
            return (SessionErrors.Unavailable(run.Method, pointer, url, $"was not answered within {options.Value.RequestTimeout}"), false);
        }
        catch (HttpRequestException exception) when (exception.HttpRequestError == HttpRequestError.SecureConnectionError)
        {
            return (TokenResult.Failed(ConnectionErrors.Untrusted($"the request {pointer} of '{run.Method.Id}'", url.Host, run.Method.Id).Error), false);
        }
        catch (HttpRequestException exception)
        {
            return (SessionErrors.Unavailable(run.Method, pointer, url, $"could not be sent ({exception.HttpRequestError})"), false);
        }
        catch (IOException)
        {
            return (SessionErrors.Unavailable(run.Method, pointer, url, "was answered only in part"), false);
        }
    }

    private static bool IsAllowed(SessionRun run, SessionRequest definition, Uri url) =>
        Origins.Include([.. run.Snapshot.Origins], url)
        || (Origins.IsSecureEnough(url) && UrlTemplate.Parse(definition.Url) is var template && template.NamesItsHost(Trusted(run, template)));

    // Whoever connects chose the inputs' values, and an author vouches for a picked value with its pattern. A name
    // without a value, such as an input that was left out, adds nothing to the host.
    private static HashSet<string> Trusted(SessionRun run, UrlTemplate template) =>
        run.Snapshot.Inputs.Keys
            .Concat(SessionRequests.Picks(run.Method).Where(pick => pick.Pattern is not null).Select(pick => pick.Name))
            .Concat(template.Names.Where(name => !run.Values.TryGet(name, out var value) || value is { Text: null, Utf8: null }))
            .ToHashSet(StringComparer.Ordinal);

    // What the author wrote for this very request outweighs what all requests get.
    private static async ValueTask AuthenticateAsync(
        HttpRequestMessage request, SessionRequest definition, RequestAuthenticator[] authenticators, CancellationToken cancellationToken)
    {
        var own = definition.Headers.Keys.Where(request.Headers.Contains).Select(name => (name, request.Headers.NonValidated[name].ToString())).ToList();
        foreach (var authenticator in authenticators) await authenticator.ApplyAsync(request, cancellationToken).ConfigureAwait(false);
        foreach (var (name, value) in own)
        {
            request.Headers.Remove(name);
            request.Headers.TryAddWithoutValidation(name, value);
        }
    }

    private TokenResult? Judge(SessionRun run, string pointer, SessionRequest definition, SessionAnswer answer, Uri url)
    {
        var status = (int)answer.Status;
        var isSuccess = definition.Success.Statuses.Count > 0 ? definition.Success.Statuses.Contains(status) : status is >= 200 and < 300;
        if (!isSuccess)
        {
            if (status is 429 or 408 or >= 500) return SessionErrors.Unavailable(run.Method, pointer, url, $"failed for the moment, with status {status}", answer.RetryAfter(Now));
            if (status is >= 300 and < 400) return SessionErrors.NotUnderstood(run.Method, pointer, $"The request {pointer} was redirected (status {status}), and redirects are not followed.");
            return SessionErrors.Refused(run.Method, pointer, answer.Status, definition.RefusedStatuses.Contains(status));
        }

        if (answer.IsTruncated) return SessionErrors.NotUnderstood(run.Method, pointer, $"The answer to {pointer} is larger than {MaximumResponseBytes} bytes.");
        if (definition.Success.Field is not { } field) return null;
        if (answer.Json is null) return SessionErrors.NotUnderstood(run.Method, pointer, $"The answer to {pointer} is not JSON, and '{field}' of it tells success.");
        return answer.TellsSuccess(definition.Success) ? null : SessionErrors.Refused(run.Method, pointer, answer.Status, !definition.Success.MayBePassing);
    }
}
