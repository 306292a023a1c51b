using Versori.Connectors.Authentication;

namespace Versori.Connectors.SignIn;

/// <summary>Polls the token endpoint until the person has decided on the other device (RFC 8628 §3.5).</summary>
internal sealed class DeviceWait(PendingSignIns pendingSignIns, TimeProvider time)
{
    // RFC 8628 §3.5: slow_down adds five seconds to this and all later intervals.
    private static readonly TimeSpan SlowDown = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan MaximumBackoff = TimeSpan.FromMinutes(5);

    /// <param name="pending">The sign-in, with its interval and expiry.</param>
    /// <param name="request">Sends a token request.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<TokenResult> UntilDecidedAsync(
        PendingSignIn pending, Func<Task<TokenResult>> request, CancellationToken cancellationToken)
    {
        var interval = pending.PollInterval!.Value;
        while (time.GetUtcNow() < pending.ExpiresAt)
        {
            var result = await RequestAsync(request).ConfigureAwait(false);
            var code = result.Error?.Related is [var first, ..] ? first : "";
            switch (code)
            {
                case "authorization_pending":
                    break;
                case "slow_down":
                    interval += SlowDown;
                    break;
                case "access_denied":
                    return TokenResult.PermanentFailure(SignInErrors.Refused(pending.Method, code).Error);
                case "expired_token":
                    return Expired();
                // RFC 8628 §3.5: on a connection timeout, double the interval each time.
                case var _ when result.Error?.IsTransient is true:
                    interval = interval * 2 < MaximumBackoff ? interval * 2 : MaximumBackoff;
                    break;
                default:
                    return result;
            }

            await Task.Delay(interval, time, cancellationToken).ConfigureAwait(false);
        }

        return Expired();
    }

    /// <summary>
    /// Takes the turn to poll, for all processes: the sign-in, or null before the interval has passed or while another
    /// caller has the turn.
    /// </summary>
    public async Task<PendingSignIn?> TryBeginAsync(PendingSignIn pending, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        // An expired code is reported at once.
        if (now >= pending.ExpiresAt) return pending;
        if (now < pending.NextPollAt) return null;
        return await pendingSignIns
            .UpdateAsync(pending with { NextPollAt = now + pending.PollInterval }, cancellationToken)
            .ConfigureAwait(false);
    }

    /// <summary>One request: its result, or null while nobody has decided or the server cannot be reached.</summary>
    public async Task<TokenResult?> OnceAsync(PendingSignIn pending, Func<Task<TokenResult>> request)
    {
        if (time.GetUtcNow() >= pending.ExpiresAt) return Expired();
        var result = await RequestAsync(request).ConfigureAwait(false);
        var code = result.Error?.Related is [var first, ..] ? first : "";
        var interval = pending.PollInterval!.Value;
        if (code == "slow_down") await WaitLongerAsync(pending, interval + SlowDown).ConfigureAwait(false);
        else if (code.Length == 0 && result.Error?.IsTransient is true)
            await WaitLongerAsync(pending, interval * 2).ConfigureAwait(false);
        return code switch
        {
            "authorization_pending" or "slow_down" => null,
            "access_denied" => TokenResult.PermanentFailure(SignInErrors.Refused(pending.Method, code).Error),
            "expired_token" => Expired(),
            _ => result.Error?.IsTransient is true ? null : result,
        };
    }

    // If another caller has changed or taken the sign-in meanwhile, there is nothing to delay.
    private async Task WaitLongerAsync(PendingSignIn pending, TimeSpan interval)
    {
        var longer = interval < MaximumBackoff ? interval : MaximumBackoff;
        var later = pending with { PollInterval = longer, NextPollAt = time.GetUtcNow() + longer };
        await pendingSignIns.UpdateAsync(later, CancellationToken.None).ConfigureAwait(false);
    }

    /// <summary>Whether a failure ends the sign-in: the person declined, or the code expired.</summary>
    public static bool IsDecision(TokenResult result) =>
        result.Error?.Code is ConnectorErrorCode.AuthorizationDenied or ConnectorErrorCode.InvalidCallback;

    private static async Task<TokenResult> RequestAsync(Func<Task<TokenResult>> request)
    {
        try
        {
            return await request().ConfigureAwait(false);
        }
        catch (ConnectorException exception) when (exception.Error.IsTransient)
        {
            return TokenResult.TransientFailure(exception.Error);
        }
    }

    private static TokenResult Expired()
    {
        var exception = SignInErrors.InvalidCallback("id", "The code expired before anyone signed in with it.");
        return TokenResult.PermanentFailure(exception.Error);
    }
}
