using Versori.Connectors.Expressions;

namespace Versori.Connectors.Authentication.Custom;

/// <summary>Asks a handler of the host's for tokens, in limited time, and lets nothing that it throws out as it is.</summary>
internal sealed class CustomTokenSource(
    CustomAuth method, AuthSnapshot snapshot, ITokenAuthHandler handler, TimeSpan timeout, TimeProvider time) : ITokenSource
{
    public TimeSpan? RenewalMargin => null;

    public bool CanRequest(TemplateValues values, Token? current) => true;

    public async Task<TokenResult> RequestAsync(TokenRequest request, CancellationToken cancellationToken)
    {
        var (values, current) = (request.Values, request.Current);
        AuthHandlerToken? answer = null;
        var failure = await GuardAsync(
            async limit => answer = await handler.RequestTokenAsync(CustomContext.Of(method, snapshot, values, current), limit).ConfigureAwait(false),
            cancellationToken).ConfigureAwait(false);
        if (failure is not null) return TokenResult.Failed(failure);
        return answer switch
        {
            null => TokenResult.Failed(Error(ConnectorErrorCode.InvalidResponse, "gave nothing")),
            { Values: { } token } => Obtained(token, answer.ExpiresAt, values, current),
            { IsFinal: true } => TokenResult.Final(Error(ConnectorErrorCode.CredentialRefused, $"was refused. {answer.Reason}")),
            _ => TokenResult.Failed(Error(ConnectorErrorCode.Unavailable, $"failed for the moment. {answer.Reason}") with { IsTransient = true, RetryAfter = answer.RetryAfter }),
        };
    }

    public Task<ConnectorError?> RevokeAsync(TokenRequest request, CancellationToken cancellationToken) => GuardAsync(
        limit => handler.RevokeTokenAsync(CustomContext.Of(method, snapshot, request.Values, request.Current), limit), cancellationToken);

    private TokenResult Obtained(IReadOnlyDictionary<string, Secret> token, DateTimeOffset? expiresAt, TemplateValues values, Token? current)
    {
        if (method.Fields.FirstOrDefault(field => token.ContainsKey(field.Name)) is { } taken)
        {
            return TokenResult.Failed(Error(ConnectorErrorCode.InvalidResponse, $"gave a token value named '{taken.Name}', which is the name of a field") with { Location = taken.Name });
        }

        var obtained = new Token(token.ToDictionary(pair => pair.Key, pair => pair.Value.Reveal(), StringComparer.Ordinal), time.GetUtcNow(), expiresAt, current?.Scopes ?? []);
        try
        {
            // A token that cannot be put on requests is found out before it replaces one that can.
            foreach (var authenticator in handler.Prepare(CustomContext.Of(method, snapshot, values, obtained))) _ = authenticator.Name;
            return TokenResult.Success(obtained);
        }
        catch (ConnectorException exception)
        {
            return TokenResult.Failed(exception.Error);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            return TokenResult.Failed(Error(ConnectorErrorCode.InvalidResponse, $"could not use the token that it obtained ({exception.GetType().Name})"));
        }
    }

    private async Task<ConnectorError?> GuardAsync(Func<CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            await work(either.Token).WaitAsync(either.Token).ConfigureAwait(false);
            return null;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            return Error(ConnectorErrorCode.Unavailable, $"did not finish within {timeout}") with { IsTransient = true };
        }
        catch (ConnectorException exception)
        {
            return exception.Error;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // The message may hold anything; the type holds no secret.
            return Error(ConnectorErrorCode.Unavailable, $"failed with {exception.GetType().Name}") with { IsTransient = true };
        }
    }

    private ConnectorError Error(ConnectorErrorCode code, string what) => new()
    {
        Code = code,
        Message = $"The auth handler '{method.Handler}' of '{method.Id}' {what}",
        Location = method.Id,
    };
}
