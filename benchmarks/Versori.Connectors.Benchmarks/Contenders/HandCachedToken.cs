using OpenIddict.Client;

namespace Versori.Connectors.Benchmarks.Contenders;

/// <summary>
/// The cache that a caller of OpenIddict.Client writes: one token, checked and refreshed by one caller at a time.
/// </summary>
internal sealed class HandCachedToken(OpenIddictClientService client) : IDisposable
{
    private readonly SemaphoreSlim _refresh = new(1, 1);
    private volatile Held? _held;

    public ValueTask<string> GetAsync(CancellationToken cancellationToken) =>
        _held is { } held && held.GoodUntil > TimeProvider.System.GetUtcNow()
            ? new(held.Token)
            : new(RefreshAsync(cancellationToken));

    public void Expire() => _held = null;

    public void Dispose() => _refresh.Dispose();

    private async Task<string> RefreshAsync(CancellationToken cancellationToken)
    {
        await _refresh.WaitAsync(cancellationToken).ConfigureAwait(false);

        try
        {
            if (_held is { } held && held.GoodUntil > TimeProvider.System.GetUtcNow())
            {
                return held.Token;
            }

            var result = await client.AuthenticateWithClientCredentialsAsync(
                new() { CancellationToken = cancellationToken })
                .ConfigureAwait(false);
            var expires = result.AccessTokenExpirationDate ?? TimeProvider.System.GetUtcNow().AddMinutes(5);
            _held = new(result.AccessToken, expires.AddMinutes(-1));
            return result.AccessToken;
        }
        finally
        {
            _refresh.Release();
        }
    }

    private sealed record Held(string Token, DateTimeOffset GoodUntil);
}
