using Versori.Connectors.Authentication;

namespace Versori.Connectors.Authorizing;

/// <summary>Asks until a person has decided on another device (RFC 8628 §3.5), and no more often than is allowed.</summary>
internal sealed class DeviceWait(TimeProvider time)
{
    // RFC 8628 §3.5: slow_down adds five seconds, for good.
    private static readonly TimeSpan SlowDown = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    public async Task<TokenResult> UntilDecidedAsync(PendingAuthorization pending, Func<Task<TokenResult>> ask, CancellationToken cancellationToken)
    {
        var interval = pending.PollInterval!.Value;
        while (true)
        {
            if (time.GetUtcNow() >= pending.ExpiresAt) return Expired();
            var result = await AskAsync(ask).ConfigureAwait(false);
            var code = result.Error?.Related is [var first, ..] ? first : "";
            switch (code)
            {
                case "authorization_pending":
                    break;
                case "slow_down":
                    interval += SlowDown;
                    break;
                case "access_denied":
                    return TokenResult.Final(AuthorizationErrors.Refused(pending.Method, code).Error);
                case "expired_token":
                    return Expired();
                // RFC 8628 §3.5: where the server does not answer, twice as long each time.
                case var _ when result.Error?.IsTransient is true:
                    interval = interval * 2 < Longest ? interval * 2 : Longest;
                    break;
                default:
                    return result;
            }

            await Task.Delay(interval, time, cancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task<TokenResult> AskAsync(Func<Task<TokenResult>> ask)
    {
        try
        {
            return await ask().ConfigureAwait(false);
        }
        catch (ConnectorException exception) when (exception.Error.IsTransient)
        {
            return TokenResult.Failed(exception.Error);
        }
    }

    private static TokenResult Expired() => TokenResult.Final(AuthorizationErrors.Callback("id", "The code expired before anybody signed in with it.").Error);
}
