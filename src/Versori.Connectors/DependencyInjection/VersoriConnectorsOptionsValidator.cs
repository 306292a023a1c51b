using Microsoft.Extensions.Options;

namespace Versori.Connectors.DependencyInjection;

/// <summary>Reports every setting that is out of its range.</summary>
internal sealed class VersoriConnectorsOptionsValidator : IValidateOptions<VersoriConnectorsOptions>
{
    private static readonly TimeSpan OneMillisecond = TimeSpan.FromMilliseconds(1);

    public ValidateOptionsResult Validate(string? name, VersoriConnectorsOptions options)
    {
        var failures = new List<string>();
        if (options.Environment is null)
        {
            failures.Add($"{nameof(options.Environment)} must not be null; leave it empty when there is only one.");
        }

        InRange(nameof(options.RefreshMargin), options.RefreshMargin, TimeSpan.Zero, TimeSpan.FromHours(1));
        InRange(nameof(options.CacheDuration), options.CacheDuration, TimeSpan.Zero, TimeSpan.FromHours(1));
        InRange(nameof(options.CacheCapacity), options.CacheCapacity, 1, 10_000_000);
        InRange(nameof(options.SignInLifetime), options.SignInLifetime, TimeSpan.FromMinutes(1), TimeSpan.FromDays(1));
        InRange(nameof(options.RequestTimeout), options.RequestTimeout, OneMillisecond, TimeSpan.FromMinutes(10));
        InRange(nameof(options.StoreTimeout), options.StoreTimeout, OneMillisecond, TimeSpan.FromMinutes(10));
        InRange(nameof(options.MaximumBackoff), options.MaximumBackoff, TimeSpan.FromSeconds(1), TimeSpan.FromDays(1));
        InRange(nameof(options.MaximumRetries), options.MaximumRetries, 0, 10);
        InRange(
            nameof(options.MaximumRetryWait), options.MaximumRetryWait, TimeSpan.Zero, TimeSpan.FromDays(1));
        InRange(
            nameof(options.MaximumLimitWait), options.MaximumLimitWait, TimeSpan.Zero, TimeSpan.FromDays(1));
        InRange(
            nameof(options.RejectionsBeforeReauthorization),
            options.RejectionsBeforeReauthorization ?? 1,
            1,
            1_000_000);
        InRange(nameof(options.MaximumResponseBytes), options.MaximumResponseBytes, 1, int.MaxValue);
        InRange(nameof(options.MaximumReplayBytes), options.MaximumReplayBytes, 0, int.MaxValue);
        InRange(nameof(options.MaximumWebhookBytes), options.MaximumWebhookBytes, 1, int.MaxValue);
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);

        void InRange<T>(string setting, T value, T from, T to)
            where T : IComparable<T>
        {
            if (value.CompareTo(from) < 0 || value.CompareTo(to) > 0)
            {
                failures.Add(
                    $"{nameof(VersoriConnectorsOptions)}.{setting} is {value}; it must be from {from} to {to}.");
            }
        }
    }
}
