using Versori.Connectors.Expressions;

namespace Versori.Connectors.Authentication.Custom;

/// <summary>
/// Obtains tokens from a handler of the host. Limits the time of each call, and converts exceptions to errors.
/// </summary>
internal sealed class CustomTokenSource(
    CustomAuth method, AuthSnapshot snapshot, ITokenAuthHandler handler, TimeSpan timeout, TimeProvider time)
    : ITokenSource
{
    public TimeSpan? RefreshMargin => null;

    public bool CanRequestToken(ExpressionValues values, Token? current) => true;

    public async Task<TokenResult> RequestAsync(TokenRequest request, CancellationToken cancellationToken)
    {
        AuthHandlerToken? result = null;
        var failure = await GuardAsync(
            async limit =>
            {
                var context = CustomContext.Of(method, snapshot, request.Values, request.Current);
                result = await handler.RequestTokenAsync(context, limit).ConfigureAwait(false);
            },
            cancellationToken).ConfigureAwait(false);
        if (failure is not null) return TokenResult.TransientFailure(failure);
        return result switch
        {
            null => TokenResult.TransientFailure(Error(ConnectorErrorCode.InvalidResponse, "returned null")),
            { Values: { } values } => CheckedToken(values, result.ExpiresAt, request),
            { IsFinal: true } => TokenResult.PermanentFailure(
                Error(ConnectorErrorCode.CredentialRefused, $"was refused. {result.Reason}")),
            _ => TokenResult.TransientFailure(
                Error(ConnectorErrorCode.Unavailable, $"reported a transient failure. {result.Reason}") with
                {
                    IsTransient = true,
                    RetryAfter = result.RetryAfter,
                }),
        };
    }

    public Task<ConnectorError?> RevokeAsync(TokenRequest request, CancellationToken cancellationToken) => GuardAsync(
        limit => handler.RevokeTokenAsync(CustomContext.Of(method, snapshot, request.Values, request.Current), limit),
        cancellationToken);

    private TokenResult CheckedToken(
        IReadOnlyDictionary<string, Secret> values, DateTimeOffset? expiresAt, TokenRequest request)
    {
        if (method.Fields.FirstOrDefault(field => values.ContainsKey(field.Name)) is { } taken)
        {
            var message = $"returned a token value named '{taken.Name}', which is the name of a field";
            return TokenResult.TransientFailure(
                Error(ConnectorErrorCode.InvalidResponse, message) with { Location = taken.Name });
        }

        var token = new Token(
            values.ToDictionary(pair => pair.Key, pair => pair.Value.Reveal(), StringComparer.Ordinal),
            time.GetUtcNow(),
            expiresAt,
            request.Current?.Scopes ?? []);
        try
        {
            // Prepare requests with the token now, so that an unusable token does not replace a usable one.
            var context = CustomContext.Of(method, snapshot, request.Values, token);
            foreach (var authenticator in handler.Prepare(context)) _ = authenticator.Name;
            return TokenResult.Success(token);
        }
        catch (ConnectorException exception)
        {
            return TokenResult.TransientFailure(exception.Error);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            return TokenResult.TransientFailure(Error(
                ConnectorErrorCode.InvalidResponse,
                $"could not use the token that it obtained ({exception.GetType().Name})"));
        }
    }

    private async Task<ConnectorError?> GuardAsync(
        Func<CancellationToken, Task> work, CancellationToken cancellationToken)
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
            return TransientError($"did not finish within {timeout}");
        }
        catch (ConnectorException exception)
        {
            return exception.Error;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // The exception's message may contain a secret; its type does not.
            return TransientError($"failed with {exception.GetType().Name}");
        }
    }

    private ConnectorError TransientError(string what) =>
        Error(ConnectorErrorCode.Unavailable, what) with { IsTransient = true };

    private ConnectorError Error(ConnectorErrorCode code, string what) => new()
    {
        Code = code,
        Message = $"The auth handler '{method.Handler}' of '{method.Id}' {what}",
        Location = method.Id,
    };
}
